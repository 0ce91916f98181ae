using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck.Xunit;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared.Personal;
using SmartCity.Domain.Tests.Approvals;
using static SmartCity.Domain.Tests.Referrals.Patients.PatientStory;

namespace SmartCity.Domain.Tests.Referrals.Patients;

/// <summary>Erasure, cards and completeness as rules; and that a state holds nothing of whom it forgot.</summary>
public sealed class RecordTests
{
    private static readonly RecordStandard Standard = RecordStandard.Parse(
        File.ReadAllText(Path.Combine(ShippedCatalogue.Folder, "health", "record-standard.v1.json")));

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void An_erasure_needs_two_people_and_takes_everything_that_says_who_it_is()
    {
        var card = CardRules.Issue(After(), new(Id, CardMedia.Physical, "DX-SQ-01"), By(Doctor)).Event<HealthCardIssued>();
        var written = RecordRules.Write(
            After(), new(Id, "history", new Dictionary<string, string?> { ["allergies"] = "青霉素" }, null, "DX-SQ-01"), Standard, By(Doctor)).Event<RecordSectionWritten>();
        var asked = ErasureRules.Request(
            After(), new(Id, ErasureBases.RetentionOver, "兴卫健函〔2026〕12号", "期满"), By(Officer)).Event<ErasureRequested>();
        var state = After(card, new HealthCardBound(card.CardId, new(Id, new("13800001234"))), written, asked);
        ErasureRules.Approve([state], new(Id, [Id]), null, By(Officer)).Single().ShouldRefuse("patient.erasure-needs-two");
        ErasureRules.Approve([After()], new(Id, [Id]), null, By(Supervisor)).Single().ShouldRefuse("patient.erasure-not-requested");
        ErasureRules.Approve([state], new(Id, [Id]), 1, By(Supervisor)).Single().ShouldRefuse("request.stale-version");
        var decision = ErasureRules.Approve([state, null], new(Id, [Id]), null, By(Supervisor));
        decision[0].Events.Select(e => e.GetType()).ShouldBe([typeof(PatientErased), typeof(PersonErased)]);
        decision[1].ShouldStayQuiet();

        Patient? gone = state;
        foreach (var (place, e) in decision[0].Events.Index()) gone = Patient.Evolve(gone, new(e, state.Version + 1 + place, Start, "supervisor-1"));
        var told = JsonSerializer.Serialize(gone, Readable);
        foreach (var secret in (string[])["张三", "11010519491231002X", "13800001234", "兴华大街", "青霉素", "期满", card.Number.Value!.Text])
            told.ShouldNotContain(secret);
        (gone!.Status, gone.ErasedAt, gone.Cards.Count, gone.Known.Count).ShouldBe(("erased", Start, 1, 6));
        ErasureRules.Approve([gone], new(Id, [Id]), null, By(Supervisor)).Single().ShouldStayQuiet();
    }

    [Theory]
    [InlineData("兴卫健函〔2026〕12号", true)]
    [InlineData("ER-2026-0012", true)]
    [InlineData("张三的申请", false)]
    [InlineData("ID-110105194912310020", false)]
    [InlineData("兴卫健函〔2026〕12号\n张三", false)]
    public void A_document_is_named_by_its_number(string text, bool is_one) => ErasureBases.IsDocumentNumber(text).ShouldBe(is_one);

    [Property]
    public bool A_card_number_fits_and_no_digit_of_it_may_differ(Guid random, byte place)
    {
        var number = CardNumber.Of(random).Text;
        var at = place % number.Length;
        var other = number[..at] + (char)('0' + ((number[at] - '0' + 1 + (place / 17 % 9)) % 10)) + number[(at + 1)..];
        return CardNumber.Fits(number) && (other == number || !CardNumber.Fits(other));
    }

    [Fact]
    public void Completeness_counts_what_is_required_and_outlives_what_is_said()
    {
        var filled = new RecordSectionWritten("history", new(Id, null), ["allergies", "pastIllnesses"], new(2026, 3, 1), "health-record.v1", "DX-SQ-01");
        var checkUp = new RecordSectionWritten("check-up", new(Id, null), ["bloodPressure", "bmi"], new(2024, 3, 9), "health-record.v1", "DX-SQ-01");
        Standard.Measure(After(), new(2026, 3, 9)).ShouldSatisfyAllConditions(m => m.Percent.ShouldBe(50), m => m.Complete.ShouldBeFalse());
        Standard.Measure(After(filled), new(2026, 3, 9)).Percent.ShouldBe(66);
        Standard.Measure(After(filled, checkUp), new(2026, 3, 9)).Percent.ShouldBe(83, "it counts on the last day of its two years");
        Standard.Measure(After(filled, checkUp), new(2026, 3, 10)).Percent.ShouldBe(66);
        Standard.Measure(After(filled, new PersonErased(Id)), new(2026, 3, 9)).Percent.ShouldBe(66);
    }

    [Fact]
    public void A_card_that_is_replaced_is_never_honoured_again()
    {
        var card = CardRules.Issue(After(), new(Id, CardMedia.Physical, "DX-SQ-01"), By(Doctor)).Event<HealthCardIssued>();
        var replaced = CardRules.Replace(After(card), new(Id, card.CardId, CardMedia.Electronic, "DX-SQ-01"), By(Doctor));
        var state = After([card, .. replaced.Events]);
        state.Cards.Select(c => c.State).ShouldBe([CardStates.Replaced, CardStates.Active]);
        CardRules.Resume(state, new(Id, card.CardId)).ShouldRefuse("patient.card-not-usable");
        CardRules.Bind(state, new(Id, card.CardId, "13800001234")).ShouldRefuse("patient.card-not-usable");
        CardRules.Suspend(state, new(Id, Guid.NewGuid(), "lost")).ShouldRefuse("patient.card-not-found");
        CardRules.Suspend(state, new(Id, state.Cards[1].Id, "broken heart")).ShouldRefuse("patient.field-invalid");
    }

    [Fact]
    public void Nothing_is_written_under_a_record_that_points_to_another()
    {
        var other = Guid.NewGuid();
        var state = After(new PatientLinked(other, "sq1-doctor-1"));
        state.Status.ShouldBe("linked");
        CardRules.Issue(state, new(Id, CardMedia.Physical, "DX-SQ-01"), By(Doctor)).ShouldRefuse("patient.linked");
        ErasureRules.Request(state, new(Id, ErasureBases.CourtOrder, "ER-2026-1", "x"), By(Officer)).ShouldRefuse("patient.linked");
        LinkRules.Link([state, After()], By(Doctor))[0].ShouldRefuse("patient.linked");
        LinkRules.Link([After(), After()], By(Doctor))[0].ShouldRefuse("patient.link-refused");
    }
}
