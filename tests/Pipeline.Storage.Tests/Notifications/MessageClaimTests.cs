using Pipeline.Core.Notifications.Inbox;
using Pipeline.Storage.Notifications;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Notifications;

[Collection(EmulatorCollection.Name)]
public sealed class MessageClaimTests(StorageEmulator emulator) : IAsyncLifetime
{
    private MessageClaimStore claims = null!;

    public async Task InitializeAsync()
    {
        _ = await emulator.EmptyTableAsync(StorageNames.NotificationClaimsTable);
        claims = new MessageClaimStore(emulator.Tables);
    }

    public Task DisposeAsync()
    {
        claims.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_an_earlier_build_knew_under_its_own_fingerprint_is_no_correction()
    {
        await ClaimAsync("old", "old", "1");

        Assert.Equal(new DocumentClaim("1", null), await ClaimAsync("new", "old", "2"));
        Assert.Equal(new DocumentClaim("1", null), await ClaimAsync("new", "old", "2"));
        Assert.Equal(new DocumentClaim("3", "2"), await ClaimAsync("other", "another", "3"));
    }

    private Task<DocumentClaim> ClaimAsync(string fingerprint, string former, string id) =>
        claims.ClaimDocumentAsync("ingram-micro", "invoice/1", fingerprint, former, id, default);
}
