using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace SmartCity.Host.Attachments;

/// <summary>Where attachments lie and how large one may be.</summary>
internal sealed record AttachmentSettings(string DraftsFolder, long LargestFile);

public static class AttachmentRegistration
{
    public const long DefaultLargestFile = 50 * 1024 * 1024;

    /// <summary>
    /// Keeps attachments under <c>SmartCity:Data/attachments</c>, or in the bucket that <c>Attachments:S3</c> names
    /// (<c>ServiceUrl</c>, <c>Bucket</c>, <c>AccessKey</c>, <c>SecretKey</c>, <c>Region</c>).
    /// </summary>
    /// <param name="mayRead">Who else may read an attachment; nobody when null.</param>
    public static WebApplicationBuilder AddAttachments(this WebApplicationBuilder builder, MayReadAttachment? mayRead = null)
    {
        var configuration = builder.Configuration;
        var root = Path.GetFullPath(Path.Combine(configuration["SmartCity:Data"] ?? "data", "attachments"));
        var drafts = Path.Combine(root, "drafts");
        // What a crash left half received belongs to nobody.
        if (Directory.Exists(drafts)) Sweep(drafts);
        Directory.CreateDirectory(drafts);

        builder.Services.TryAddSingleton<IClock>(SystemClock.Instance);
        builder.Services
            .AddSingleton(new AttachmentSettings(drafts, configuration.GetValue("Attachments:LargestFile", DefaultLargestFile)))
            .AddSingleton(mayRead ?? ((_, _, _, _) => ValueTask.FromResult(false)))
            .AddSingleton(Store(configuration.GetSection("Attachments:S3"), root))
            .AddSingleton<AttachmentShelf>();
        return builder;
    }

    public static WebApplication MapAttachments(this WebApplication app)
    {
        AttachmentEndpoints.Map(app, app.Services.GetRequiredService<AttachmentSettings>());
        return app;
    }

    private static IContentStore Store(IConfiguration s3, string root)
    {
        if (s3["Bucket"] is not { Length: > 0 } bucket) return new FolderStore(root);
        var config = new AmazonS3Config { ForcePathStyle = true, AuthenticationRegion = s3["Region"] ?? "us-east-1" };
        if (s3["ServiceUrl"] is { } url) config.ServiceURL = url;
        return new BucketStore(new AmazonS3Client(new BasicAWSCredentials(s3["AccessKey"], s3["SecretKey"]), config), bucket);
    }

    // Other nodes may share the folder: only drafts that nobody can still be writing.
    private static void Sweep(string drafts)
    {
        foreach (var file in Directory.EnumerateFiles(drafts))
            if (File.GetLastWriteTimeUtc(file) < DateTime.UtcNow.AddHours(-1))
                File.Delete(file);
    }
}
