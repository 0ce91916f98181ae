using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Problems;
using SmartCity.Host.Referrals;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Pages.Referrals;

/// <summary>A doctor refers a patient on one screen; an earlier referral of the same patient fills in what is known.</summary>
public sealed partial class ReferPage
{
    private ReferralDraft _draft = new();
    private Guid _form = Guid.NewGuid();
    private IReadOnlyList<ReferralRelationView> _relations = [];
    private Referral? _before;
    private OpenedAnswer? _opened;
    private Refusal? _refusal;
    private LocalizedText? _unusable;
    private bool _busy;

    /// <summary>The referral to go on from.</summary>
    [SupplyParameterFromQuery]
    public Guid? Follows { get; set; }

    [Inject] private ReferralDesk Desk { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;

    [Inject] private AttachmentShelf Shelf { get; set; } = default!;
    [Inject] private AttachmentSettings Limits { get; set; } = default!;

    private ReferralRelationView? Relation =>
        _relations.FirstOrDefault(relation => $"{relation.Direction}/{relation.ToInstitution}" == _draft.Receiver);

    private bool Down => Relation?.Direction == ReferralDirections.Down;

    protected override async Task Open()
    {
        _relations = Desk.From(Me.Unit);
        if (Follows is { } follows && await Desk.Before(Me, follows, Gone) is { } before)
        {
            _before = before;
            _draft = ReferralDraft.After(before);
        }
    }

    private void Chosen() => _draft.Department = "";

    /// <summary>Takes in what was chosen, the same way as an upload over the API; what cannot be used is said at once.</summary>
    private async Task Attach(InputFileChangeEventArgs chosen)
    {
        (_busy, _unusable) = (true, null);
        try
        {
            if (_draft.Files.Count + chosen.FileCount > ReferPatientValidator.MostAttachments)
                throw new RequestRefused(
                    422, "attachment.too-many", $"至多 {ReferPatientValidator.MostAttachments} 个附件。",
                    $"{ReferPatientValidator.MostAttachments} files at most.");
            foreach (var file in chosen.GetMultipleFiles(ReferPatientValidator.MostAttachments))
            {
                if (file.Size > Limits.LargestFile) throw AttachmentShelf.TooLarge(Limits.LargestFile);
                await using var content = file.OpenReadStream(Limits.LargestFile, Gone);
                var taken = await Shelf.Take(content, file.Name, file.ContentType, Me, Gone);
                if (_draft.Files.All(known => known.Id != taken.Id)) _draft.Files.Add(taken);
            }
        }
        catch (RequestRefused refused)
        {
            _unusable = refused.Problem.Sentence;
        }
        _busy = false;
    }

    private async Task Refer(bool draft)
    {
        _busy = true;
        _draft.Draft = draft;
        (_opened, _refusal) = Relation is { } relation
            ? await Desk.Refer(Me, _draft.ToBody(relation, _before?.Id), _form, Gone)
            : (null, ReferralInstitutionUnknown.Of("toInstitution", ""));
        // What was refused and is put right is another request.
        if (_refusal is not null) _form = Guid.NewGuid();
        _busy = false;
    }

    private void Again() => (_draft, _form, _opened, _refusal, _before) = (new(), Guid.NewGuid(), null, null, null);

    private string Bad(string field) => _refusal?.Fields.ContainsKey(field) == true ? "bad" : "";

    /// <summary>What was typed so far.</summary>
    private sealed class ReferralDraft
    {
        private static readonly LocalDatePattern Compact = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

        public string Receiver { get; set; } = "";

        public string Department { get; set; } = "";

        public string Urgency { get; set; } = ReferralUrgencies.Routine;

        public string Reason { get; set; } = "";

        public string Code { get; set; } = "";

        public string Display { get; set; } = "";

        public string Summary { get; set; } = "";

        public string Plan { get; set; } = "";

        public string Visits { get; set; } = "";

        public string Name { get; set; } = "";

        public string IdNumber { get; set; } = "";

        public string Phone { get; set; } = "";

        public string Address { get; set; } = "";

        public List<Attachment> Files { get; } = [];

        public bool Draft { get; set; }

        /// <summary>As the identity number has it; null while it has no day.</summary>
        public LocalDate? Born => IdNumber.Trim() is { Length: 18 } number && Compact.Parse(number[6..14]) is { Success: true, Value: var day } ? day : null;

        public string? Sex => Born is null ? null : (IdNumber.Trim()[16] - '0') % 2 == 1 ? "male" : "female";

        public static ReferralDraft After(Referral before) => before.Slip.Value is not { } slip ? new() : new()
        {
            Reason = slip.Reason,
            Code = slip.Diagnosis.Code,
            Display = slip.Diagnosis.Display,
            Name = slip.Patient.Name,
            IdNumber = slip.Patient.IdNumber ?? "",
            Phone = slip.Patient.Phone ?? "",
            Address = slip.Patient.Address ?? "",
        };

        public ReferPatientBody ToBody(ReferralRelationView relation, Guid? follows) => new(
            relation.Direction, new(Name, IdNumber.Trim(), Born, Sex, Phone.Length == 0 ? null : Phone, Address), relation.FromInstitution,
            relation.ToInstitution, Reason, new(Code, Display), Urgency, Department, Summary, Plan, [.. Files.Select(file => file.Id)], Days(), follows, Draft);

        /// <summary>A word that is no day stands as one that no rule lets pass.</summary>
        private List<LocalDate>? Days() => string.IsNullOrWhiteSpace(Visits) ? null
            : [.. Visits.Split([' ', ',', '，', '、'], StringSplitOptions.RemoveEmptyEntries)
                .Select(word => LocalDatePattern.Iso.Parse(word) is { Success: true, Value: var day } ? day : LocalDate.MinIsoValue)];
    }
}
