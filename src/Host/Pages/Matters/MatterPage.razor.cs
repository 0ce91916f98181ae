using Microsoft.AspNetCore.Components;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.Pages.Matters;

/// <summary>One matter: what is to do, its clocks, its process with the tokens on it, its course, its facts.</summary>
public sealed partial class MatterPage
{
    private Matter? _matter;
    private IReadOnlyList<TaskRow> _tasks = [];
    private bool _read;

    [Parameter] public Guid Id { get; set; }

    [Inject] private MatterDesk Matters { get; set; } = default!;
    [Inject] private ProcessRegistry Processes { get; set; } = default!;
    [Inject] private AccountBook Accounts { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;
    [Inject] private IClock Clock { get; set; } = default!;

    protected override Task Open() => Refresh();

    protected override bool Concerns(Matter matter) => matter.Id == Id;

    protected override async Task Refresh()
    {
        _matter = await Matters.Visible(Me, Id, Gone);
        _tasks = [.. ReadModelRows.Of(_matter).Tasks.OrderBy(task => task.OpenedAt)];
        _read = true;
    }

    private LocalizedText NameOf(TaskRow row) => Names.Task(row);

    private string PersonName(string account) => Accounts.Person(account)?.DisplayName ?? account;
}
