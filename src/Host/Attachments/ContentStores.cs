using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Attachments;

/// <summary>Where bytes are kept under a key. What is stored under a key never changes.</summary>
internal interface IContentStore
{
    /// <summary>Moves a finished file to the key, durably; nothing happens when the key is taken.</summary>
    Task Store(string key, string file, CancellationToken cancellationToken);

    /// <summary>The bytes under the key, or null.</summary>
    Task<Stream?> Open(string key, CancellationToken cancellationToken);

    /// <summary>Takes the bytes away, durably; nothing happens when there are none.</summary>
    Task Delete(string key, CancellationToken cancellationToken);

    /// <summary>The keys that begin with a folder's name, such as <c>about/</c>, in no order.</summary>
    IAsyncEnumerable<string> Keys(string folder, CancellationToken cancellationToken);
}

/// <summary>A folder of this machine, or one shared by all nodes.</summary>
internal sealed class FolderStore(string root) : IContentStore
{
    public Task Store(string key, string file, CancellationToken cancellationToken)
    {
        var target = Path.Combine(root, key);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (File.Exists(target))
        {
            File.Delete(file);
        }
        else
        {
            File.Move(file, target, overwrite: true);
            DurableFolder.Flush(Path.GetDirectoryName(target)!);
        }

        return Task.CompletedTask;
    }

    public Task<Stream?> Open(string key, CancellationToken cancellationToken)
    {
        var file = Path.Combine(root, key);
        return Task.FromResult<Stream?>(File.Exists(file)
            ? new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous)
            : null);
    }

    public Task Delete(string key, CancellationToken cancellationToken)
    {
        var file = Path.Combine(root, key);
        if (File.Exists(file))
        {
            File.Delete(file);
            DurableFolder.Flush(Path.GetDirectoryName(file)!);
        }
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<string> Keys(
        string folder, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Path.Combine(root, folder))) yield break;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Path.GetRelativePath(root, file).Replace('\\', '/');
            await Task.CompletedTask;
        }
    }
}

/// <summary>A bucket of an S3-compatible store.</summary>
internal sealed class BucketStore(IAmazonS3 s3, string bucket) : IContentStore
{
    public async Task Store(string key, string file, CancellationToken cancellationToken)
    {
        if (!await Exists(key, cancellationToken))
            await s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, FilePath = file }, cancellationToken);
        File.Delete(file);
    }

    public async Task<Stream?> Open(string key, CancellationToken cancellationToken)
    {
        try
        {
            return (await s3.GetObjectAsync(bucket, key, cancellationToken)).ResponseStream;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task Delete(string key, CancellationToken cancellationToken) => s3.DeleteObjectAsync(bucket, key, cancellationToken);

    public async IAsyncEnumerable<string> Keys(
        string folder, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ask = new ListObjectsV2Request { BucketName = bucket, Prefix = folder };
        do
        {
            var page = await s3.ListObjectsV2Async(ask, cancellationToken);
            foreach (var found in page.S3Objects ?? []) yield return found.Key;
            ask.ContinuationToken = page.NextContinuationToken;
        }
        while (ask.ContinuationToken is not null);
    }

    private async Task<bool> Exists(string key, CancellationToken cancellationToken)
    {
        try
        {
            await s3.GetObjectMetadataAsync(bucket, key, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
