using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using Azure;
using Azure.Core.Diagnostics;
using Azure.Data.Tables;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Tables;

[Collection(EmulatorCollection.Name)]
public sealed class SecrecyTests(StorageEmulator emulator)
{
    private const string WrongKey = "bm90IGEgc2VjcmV0LCBvbmx5IGEgdGVzdCdzIGtleSE=";

    [Fact]
    public async Task Neither_key_nor_signature_reaches_an_exception_or_a_log()
    {
        ConcurrentQueue<string> log = new();
        using AzureEventSourceListener listener = new(
            (written, text) => log.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{text} {string.Join(' ', written.Payload ?? new([]))}")),
            EventLevel.LogAlways);
        TableClient keyed = new(emulator.Server.TableEndpoint, "Rows", new TableSharedKeyCredential("devstoreaccount1", WrongKey));
        TableServiceClient signed = new(emulator.Server.TableEndpoint, new AzureSasCredential("sv=2020-12-06&sig=SignatureThatIsSecret%3D"));

        RequestFailedException byKey = await Assert.ThrowsAsync<RequestFailedException>(() => keyed.AddEntityAsync(new TableEntity("p", "r")));
        RequestFailedException bySignature = await Assert.ThrowsAsync<RequestFailedException>(
            () => signed.GetTableClient("Rows").AddEntityAsync(new TableEntity("p", "r")));

        string everything = $"{byKey}\n{bySignature}\n{string.Join('\n', log)}";
        Assert.Equal((403, 403), (byKey.Status, bySignature.Status));
        Assert.Contains("Rows", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(WrongKey, everything, StringComparison.Ordinal);
        Assert.DoesNotContain("SharedKeyLite devstoreaccount1:", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("SignatureThatIsSecret", everything, StringComparison.Ordinal);
        Assert.NotEmpty(log);
    }
}
