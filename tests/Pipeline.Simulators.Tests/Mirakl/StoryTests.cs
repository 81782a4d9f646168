using Pipeline.TestSupport.Descriptions;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>A product from its first upload to the invoice of the parcel that holds it, within the operator's rules.</summary>
public sealed class StoryTests
{
    [Fact]
    public async Task A_new_product_goes_live_is_offered_bought_shipped_and_invoiced()
    {
        await using MiraklStage stage = await MiraklStage.StartAsync(new Pipeline.Simulators.Mirakl.MiraklOptions { HasSampleProducts = false });
        const string Offer = "A1;2001000000012;EAN;89.90;42;11;2;";

        int tooEarly = (await stage.ImportOffersAsync(Offer)).GetProperty("lines_in_error").GetInt32();
        MiraklAnswered products = await stage.UploadAsync(
            "/api/products/imports",
            "Category;sku;EAN;title-fr_FR;description-fr_FR;Brand;Image_1;Image_2;usb-port-count\nPERIPH-DOCK;A1;2001000000012;Station;Compacte.;NOVALINK;i;i;6\n",
            "operator_format=true");
        stage.Clock.Advance(TimeSpan.FromHours(1));
        int inTime = (await stage.ImportOffersAsync(Offer)).GetProperty("lines_in_error").GetInt32();
        string order = await stage.BuyPaidAsync();
        _ = await stage.InvoiceAsync(order);
        await stage.ShipAsync(order);
        stage.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal((201, 1, 0), (products.Status, tooEarly, inTime));
        Assert.Equal("RECEIVED", await stage.StateAsync(order));
        Assert.Empty(stage.Simulator.Audit.Findings);
        if (MiraklDescription.Find() is { } description)
        {
            Assert.All(stage.Simulator.Journal.Entries, call => Assert.Empty(description.CheckRequest(
                new HttpMethod(call.Method), $"{call.Path}{call.Query}", call.ContentType, call.Parts.Count > 0 ? null : call.Body, call.Parts)));
        }
    }
}
