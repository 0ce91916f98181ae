using Microsoft.AspNetCore.Components;
using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.GridCases;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.Pages.GridCases;

/// <summary>A city case is reported on one screen; what lies near is shown while the place is typed.</summary>
public sealed partial class ReportPage
{
    private static readonly string[] OfTheCentre = ["hotline", "citizen", "department", "media", "camera", "device"];
    private ReportDraft _draft = new();
    private Guid _form = Guid.NewGuid();
    private IReadOnlyList<DuplicateCandidate> _near = [];
    private GridPlace? _place;
    private OpenedAnswer? _opened;
    private Refusal? _refusal;
    private bool _busy;

    [Inject] private ReportDesk Desk { get; set; } = default!;
    [Inject] private CaseRulebook Rules { get; set; } = default!;
    [Inject] private GridMap Map { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;
    [Inject] private IClock Clock { get; set; } = default!;

    private string[] Channels => Me.Has(Roles.GridMember) ? ["grid-member"]
        : Me.Has(Roles.WindowClerk) ? ["window"] : OfTheCentre;

    private IEnumerable<(LocalizedText Major, IEnumerable<CaseKind> Kinds)> Kinds =>
        from directory in Rules.Kinds.InForce(CaseRulebook.DayOf(Clock.GetCurrentInstant()))
        from major in directory.Majors
        select (major.Name, directory.Kinds.Where(kind => kind.Major == major.Code));

    protected override Task Open()
    {
        _draft.Channel = Channels[0];
        return Task.CompletedTask;
    }

    private async Task Look()
    {
        if (!_draft.HasPlace) return;
        _place = Map.Locate(_draft.Longitude!.Value, _draft.Latitude!.Value);
        _near = _place is null ? [] : [.. (await Desk.Near(_draft.KindOrNone, _draft.Place, Gone)).Take(5)];
    }

    private async Task Report()
    {
        _busy = true;
        (_opened, _refusal) = await Desk.Report(Me, _draft.ToBody(), _form, Gone);
        _busy = false;
    }

    private void Again() => (_draft, _form, _opened, _near, _place) =
        (new() { Channel = Channels[0] }, Guid.NewGuid(), null, [], null);

    private string Bad(string field) =>
        _refusal?.Fields.Keys.Any(key => key == field || key.EndsWith("." + field, StringComparison.Ordinal)) == true ? "bad" : "";

    /// <summary>What was typed so far.</summary>
    private sealed class ReportDraft
    {
        public string Title { get; set; } = "";

        public string Description { get; set; } = "";

        public string Kind { get; set; } = "";

        public string Channel { get; set; } = "";

        public string Address { get; set; } = "";

        public double? Longitude { get; set; }

        public double? Latitude { get; set; }

        public bool Danger { get; set; }

        public string Name { get; set; } = "";

        public string Phone { get; set; } = "";

        public bool HasPlace => Longitude is not null && Latitude is not null;

        public string? KindOrNone => Kind.Length == 0 ? null : Kind;

        public LocationBody Place => new(Longitude ?? double.NaN, Latitude ?? double.NaN, Address.Length == 0 ? null : Address);

        public ReportCaseBody ToBody() => new(
            KindOrNone, Channel, Title, Description, Place, Name.Length + Phone.Length == 0 ? null : new(Name, Phone), Danger: Danger);
    }
}
