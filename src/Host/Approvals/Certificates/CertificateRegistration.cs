namespace SmartCity.Host.Approvals.Certificates;

public static class CertificateRegistration
{
    /// <summary>
    /// Adds <see cref="CertificatePdf"/>. <c>Certificates:Font</c> names another TrueType font with Chinese glyphs than the
    /// one that comes with the host (Noto Sans SC, SIL Open Font License 1.1).
    /// </summary>
    public static WebApplicationBuilder AddCertificates(this WebApplicationBuilder builder)
    {
        var font = builder.Configuration["Certificates:Font"] ?? DefaultFont;
        builder.Services.AddSingleton(_ => new CertificatePdf(font));
        return builder;
    }

    internal static string DefaultFont => Path.Combine(AppContext.BaseDirectory, "assets", "fonts", "NotoSansSC-Regular.ttf");
}
