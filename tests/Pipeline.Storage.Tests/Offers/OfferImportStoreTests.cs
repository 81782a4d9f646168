using System.Text;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Flows;
using Pipeline.Core.Offers.Sending;
using Pipeline.Storage.Offers;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Offers;

[Collection(EmulatorCollection.Name)]
public sealed class OfferImportStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
    private static readonly OfferFile File = new("offers.csv", "text/csv", Encoding.UTF8.GetBytes("A;1\n"), 1);
    private static readonly Offer Offer = new() { Sku = "A", Product = ProductReference.OfGtin("1"), Price = 1, Quantity = 2 };

    private OfferImportStore store = null!;

    public async Task InitializeAsync()
    {
        await emulator.EmptyTableAsync(StorageNames.OfferImportsTable);
        store = new OfferImportStore(emulator.Tables, emulator.Blobs);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task An_import_is_kept_with_its_file_its_offers_and_its_report()
    {
        OfferImport import = Of(Now);
        await store.AddAsync(import, File, [Offer], default);
        OfferImportReport report = new("R", "text/csv", Encoding.UTF8.GetBytes("no"), [new RefusedRow(2, "A", "OFFER_NO_PRODUCT", new RowMessage("non", "no")) { Field = "sku" }]);
        await store.KeepReportAsync(import, report, default);
        import = await store.UpdateAsync("corner", import.Id, static one => one with { Stage = OfferImportStage.Partial, Reports = ["R"] }, default);

        OfferImport read = (await store.FindAsync("corner", import.Id, default))!;
        OfferImportReport kept = (await store.FindReportAsync(read, "R", default))!;

        Assert.Equal((OfferImportStage.Partial, "offers", 1), (read.Stage, read.Kind, read.Lines));
        Assert.Equal("A;1\n", Encoding.UTF8.GetString((await store.ReadFileAsync(read, default)).Content.Span));
        Assert.Equal([Offer], await store.ReadOffersAsync(read, default));
        Assert.Equal(("no", report.Rows[0]), (Encoding.UTF8.GetString(kept.Content.Span), kept.Rows[0]));
        Assert.Null(await store.FindReportAsync(read, "other", default));
        Assert.Null(await store.FindAsync("corner", "nothing", default));
        Assert.Null(await store.FindAsync("other", import.Id, default));
    }

    [Fact]
    public async Task Open_ones_are_found_the_oldest_first_and_all_are_listed_the_latest_first()
    {
        OfferImport[] imports = [Of(Now), Of(Now.AddMinutes(1)), Of(Now.AddMinutes(2))];
        foreach (OfferImport import in imports)
        {
            await store.AddAsync(import, File, [Offer], default);
        }

        _ = await store.UpdateAsync("corner", imports[1].Id, static one => one with { Stage = OfferImportStage.Succeeded }, default);
        Core.Page<OfferImport> first = await store.ListAsync("corner", 2, null, default);
        Core.Page<OfferImport> rest = await store.ListAsync("corner", 2, first.Cursor, default);

        Assert.Equal([imports[0].Id, imports[2].Id], (await store.ListOpenAsync("corner", default)).Select(static one => one.Id));
        Assert.Equal([imports[2].Id, imports[1].Id, imports[0].Id], first.Items.Concat(rest.Items).Select(static one => one.Id));
        Assert.Null(rest.Cursor);
        await Assert.ThrowsAsync<FormatException>(() => store.ListAsync("corner", 2, "nonsense", default));
    }

    private static OfferImport Of(DateTimeOffset at) => new()
    {
        Id = ExecutionId.New(at), Store = "corner", ExecutionId = "1", Lines = 1, FileName = File.Name, ContentType = File.ContentType, CreatedAt = at,
    };
}
