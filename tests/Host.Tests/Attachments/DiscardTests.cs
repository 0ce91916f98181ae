using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;

namespace SmartCity.Host.Tests.Attachments;

/// <summary>An attachment goes for ever, its content with the last that has it, and nobody looks through all the others for that.</summary>
public sealed class DiscardTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("smartcity-discard").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_content_goes_with_the_last_attachment_that_has_it()
    {
        var stop = TestContext.Current.CancellationToken;
        var store = new Watched(new FolderStore(_folder));
        var drafts = Directory.CreateDirectory(Path.Combine(_folder, "drafts")).FullName;
        var shelf = new AttachmentShelf(store, new(drafts, 1_000_000), SystemClock.Instance);
        var doctor = new Actor("sq1-doctor-1", "x", [Roles.Doctor], "DX-SQ-01", "window");
        Task<Attachment> Take(string name, int size) => shelf.Take(
            new MemoryStream([.. "%PDF-1.7\n"u8, .. Enumerable.Repeat((byte)'x', size)]), name, null, doctor, stop);
        var (first, second, other) = (await Take("a.pdf", 100), await Take("b.pdf", 100), await Take("a.pdf", 200));
        await shelf.Discard(first.Id, stop);
        (await shelf.Find(first.Id, stop)).ShouldBeNull();
        await using (var content = await shelf.Open(second, stop)) content.Length.ShouldBe(second.Size);
        await shelf.Discard(second.Id, stop);
        await Should.ThrowAsync<InvalidDataException>(() => shelf.Open(second, stop));
        await using (var content = await shelf.Open(other, stop)) content.Length.ShouldBe(other.Size);
        store.Folders.ShouldAllBe(folder => folder.Contains(first.Sha256, StringComparison.Ordinal));
        (await Take("a.pdf", 100)).Sha256.ShouldBe(first.Sha256, "it can be uploaded again");
    }

    private sealed class Watched(IContentStore store) : IContentStore
    {
        public List<string> Folders { get; } = [];

        public Task Store(string key, string file, CancellationToken cancellationToken) => store.Store(key, file, cancellationToken);

        public Task<Stream?> Open(string key, CancellationToken cancellationToken) => store.Open(key, cancellationToken);

        public Task Delete(string key, CancellationToken cancellationToken) => store.Delete(key, cancellationToken);

        public IAsyncEnumerable<string> Keys(string folder, CancellationToken cancellationToken)
        {
            Folders.Add(folder);
            return store.Keys(folder, cancellationToken);
        }
    }
}
