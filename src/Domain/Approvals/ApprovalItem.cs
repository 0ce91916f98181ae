using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Approvals;

/// <summary>A law and its article on which an item stands (设定依据).</summary>
public sealed record LegalBasis(string Law, string Article)
{
    /// <inheritdoc/>
    public override string ToString() => $"《{Law}》{Article}";
}

/// <summary>One document an applicant hands in (申请材料).</summary>
/// <param name="Tolerated">Whether the application may be accepted while it is still missing (容缺受理).</param>
public sealed record MaterialRequirement(string Code, LocalizedText Name, bool Required, bool Tolerated = false);

/// <summary>
/// A procedure whose time is not counted (行政许可法第四十五条, 特别程序): kind is one of
/// <see cref="SpecialProcedures"/>; the limit is what the applicant is told in writing.
/// </summary>
public sealed record SpecialProcedure(string Kind, TimeLimit Limit);

/// <summary>What stands on the certificate (证照) that a granted application gets.</summary>
/// <param name="ValidMonths">How long it is valid; null for as long as nobody revokes it.</param>
public sealed record CertificateTemplate(LocalizedText Name, int? ValidMonths);

/// <summary>
/// An item of the catalogue (政务服务事项) in one version: everything an applicant and a clerk must know before the
/// first form is filled in. Published with its validity dates; a filed approval keeps the terms of its day.
/// </summary>
public sealed record ApprovalItem
{
    public required string Code { get; init; }

    /// <summary>Counts from 1; a changed item is a new version.</summary>
    public required int Version { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary><c>licence</c> (行政许可), <c>registration</c> (登记) or <c>joint-service</c> (一件事, 联合办理).</summary>
    public required string Kind { get; init; }

    public required IReadOnlyList<LegalBasis> Basis { get; init; }

    /// <summary>The responsible unit (责任单位), which decides.</summary>
    public required string Unit { get; init; }

    /// <summary>The window (综合窗口) that takes in what is filed over the network.</summary>
    public required string IntakeUnit { get; init; }

    /// <summary>Departments asked in a joint review (联合审查), in the order of the guide; empty without one.</summary>
    public IReadOnlyList<string> ReviewUnits { get; init; } = [];

    /// <summary>The limit the law sets for the decision (法定时限).</summary>
    public required TimeLimit Statutory { get; init; }

    /// <summary>The limit the unit promises (承诺时限).</summary>
    public required TimeLimit Promised { get; init; }

    /// <summary>Limits of the steps between acceptance and decision; their sum stays within the promise.</summary>
    public required IReadOnlyDictionary<string, TimeLimit> Steps { get; init; }

    /// <summary>
    /// Limits outside that time: <c>correction</c>, <c>delivery</c>, <c>rectification</c> always, others such as
    /// <c>tolerance</c> or <c>followUp</c> where the process asks for them.
    /// </summary>
    public required IReadOnlyDictionary<string, TimeLimit> Limits { get; init; }

    public IReadOnlyList<SpecialProcedure> SpecialProcedures { get; init; } = [];

    public required IReadOnlyList<MaterialRequirement> Materials { get; init; }

    /// <summary>JSON Schema 2020-12 of what the applicant fills in; its properties carry examples.</summary>
    public required JsonElement FormSchema { get; init; }

    /// <summary>Name of the process definition, such as <c>joint-review</c>.</summary>
    public required string Process { get; init; }

    public required LocalDate ValidFrom { get; init; }

    /// <summary>The last day on which it can be filed; null while it is open.</summary>
    public LocalDate? ValidTo { get; init; }

    /// <summary>Null when the decision itself is all the applicant gets.</summary>
    public CertificateTemplate? Certificate { get; init; }

    /// <summary>Whether it can be filed on the day.</summary>
    public bool IsInForce(LocalDate day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);
}
