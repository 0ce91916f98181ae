using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Pages;

/// <summary>The host that the tests of the pages look at, one after the other: inboxes hold what they filed, no more.</summary>
public sealed class PagesHost : HostFixture
{
    public const string Name = "pages";
}

[CollectionDefinition(PagesHost.Name)]
public sealed class PagesCollection : ICollectionFixture<PagesHost>;
