using System.Text;
using Pipeline.Core.Channels;
using Pipeline.Storage.Channels;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Channels;

[Collection(EmulatorCollection.Name)]
public sealed class VocabularyStoreTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset At = new(2026, 3, 10, 6, 0, 0, 123, TimeSpan.Zero);

    private readonly VocabularyStore store = new(emulator.Blobs);

    [Fact]
    public async Task The_list_of_a_store_that_was_kept_last_is_there_with_its_time_and_digest()
    {
        string shop = $"{Guid.NewGuid():N}";

        Assert.Null(await store.FindAsync(shop, "H11", default));
        await store.SaveAsync(shop, "H11", new VocabularyDocument(At, "{}"u8.ToArray()), default);
        await store.SaveAsync(shop, "H11", new VocabularyDocument(At.AddDays(1), """{"hierarchies":[]}"""u8.ToArray()), default);
        await store.SaveAsync(shop, "PM11", new VocabularyDocument(At, "{}"u8.ToArray()), default);

        VocabularyDocument found = (await store.FindAsync(shop, "H11", default))!;
        Assert.Equal((At.AddDays(1), """{"hierarchies":[]}"""), (found.FetchedAt, Encoding.UTF8.GetString(found.Content.Span)));
        Assert.Equal(new VocabularyDocument(At, """{"hierarchies":[]}"""u8.ToArray()).Digest, found.Digest);
        Assert.NotEqual((await store.FindAsync(shop, "PM11", default))!.Digest, found.Digest);
    }
}
