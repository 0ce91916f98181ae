namespace SmartCity.Host.Identity;

/// <summary>The section <c>Identity</c> of the configuration, with the demo switch and the folders it needs.</summary>
internal sealed record IdentitySettings
{
    /// <summary>Demo mode (演示模式): known accounts and secrets, passwords over HTTP; loopback only.</summary>
    public bool Demo { get; init; }

    /// <summary>Folder that holds what the host makes for itself: <c>keys</c>, <c>attachments</c>.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder with <c>accounts.demo.json</c>.</summary>
    public required string CatalogFolder { get; init; }

    /// <summary>Address of another OpenID Connect authority; null when this host issues the tokens itself.</summary>
    public string? Authority { get; init; }

    /// <summary>Audience that a token must name.</summary>
    public string Audience { get; init; } = "smartcity";

    /// <summary>Public address of this host as issuer; null takes it from each request.</summary>
    public Uri? Issuer { get; init; }


    /// <summary>This application at the other authority, for signing people in to the pages; null for no pages.</summary>
    public string? PagesClientId { get; init; }

    /// <summary>Its secret there; null for a public client.</summary>
    public string? PagesClientSecret { get; init; }

    public ClaimNames Claims { get; init; } = new();

    /// <summary>File with accounts of people and hashed passwords, used outside demo mode.</summary>
    public string? Accounts { get; init; }

    /// <summary>File with machine clients and hashed secrets, used outside demo mode.</summary>
    public string? Clients { get; init; }

    /// <summary>PEM file with the signing key; null keeps one under the data folder.</summary>
    public string? SigningKey { get; init; }

    /// <summary>A proxy in front ends TLS and forwards <c>X-Forwarded-Proto</c> and <c>X-Forwarded-For</c>.</summary>
    public bool TlsTerminatedByProxy { get; init; }

    /// <summary>Addresses of that proxy; loopback when none is named.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    public string KeysFolder => Path.Combine(DataFolder, "keys");

    public static IdentitySettings From(IConfiguration configuration, string contentRoot)
    {
        var section = configuration.GetSection("Identity");
        return new IdentitySettings
        {
            Demo = configuration.GetValue("SmartCity:DemoMode", false),
            DataFolder = Path.GetFullPath(configuration["SmartCity:Data"] ?? "data"),
            CatalogFolder = configuration["SmartCity:Catalog"] ?? FindCatalog(contentRoot),
            Authority = section["Authority"],
            Audience = section["Audience"] ?? "smartcity",
            Issuer = section.GetValue<Uri?>("Issuer"),
            PagesClientId = section["Pages:ClientId"],
            PagesClientSecret = section["Pages:ClientSecret"],
            Claims = section.GetSection("Claims").Get<ClaimNames>() ?? new ClaimNames(),
            Accounts = section["Accounts"],
            Clients = section["Clients"],
            SigningKey = section["SigningKey"],
            TlsTerminatedByProxy = section.GetValue("TlsTerminatedByProxy", false),
            Proxies = section.GetSection("Proxies").Get<string[]>() ?? [],
        };
    }

    // Beside the program when published; else up from the content root, as in a checkout.
    private static string FindCatalog(string contentRoot)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "catalog");
        if (Directory.Exists(beside)) return beside;
        for (var folder = new DirectoryInfo(contentRoot); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "catalog")))
                return Path.Combine(folder.FullName, "catalog");
        return Path.Combine(contentRoot, "catalog");
    }
}

/// <summary>What the other authority calls the claims that the host reads.</summary>
internal sealed record ClaimNames
{
    public string Id { get; init; } = "sub";
    public string Name { get; init; } = "name";
    public string Role { get; init; } = "role";
    public string Unit { get; init; } = "unit";
    public string Channel { get; init; } = "channel";
    public string ActsFor { get; init; } = "acts_for";
}
