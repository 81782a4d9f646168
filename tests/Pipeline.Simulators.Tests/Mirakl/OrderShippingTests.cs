using System.IO.Compression;
using System.Text.Json;
using Pipeline.Simulators.Mirakl;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>Orders from the payment to their end: tracking, shipment, documents, refunds, cancellations.</summary>
public sealed class OrderShippingTests : IAsyncLifetime
{
    private MiraklStage stage = null!;

    public async Task InitializeAsync() => stage = await (await MiraklStage.StartAsync()).WithOffersAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task A_shipped_order_is_received_and_closed()
    {
        string id = await stage.BuyPaidAsync();
        await stage.ShipAsync(id);
        List<string> seen = [await stage.StateAsync(id)];
        foreach (int days in new[] { 3, 14 })
        {
            stage.Clock.Advance(TimeSpan.FromDays(days));
            seen.Add(await stage.StateAsync(id));
        }

        Assert.Equal(["SHIPPED", "RECEIVED", "CLOSED"], seen);
    }

    [Fact]
    public async Task A_tracking_number_is_shown_with_an_address_that_answers()
    {
        string id = await stage.BuyPaidAsync();
        await stage.ShipAsync(id);

        JsonElement order = await stage.OrderAsync(id);
        Assert.Equal(("DHL", "T1"), (order.GetProperty("shipping_carrier_code").GetString(), order.GetProperty("shipping_tracking").GetString()));
        using HttpClient client = new();
        Assert.True((await client.GetAsync(new Uri(order.GetProperty("shipping_tracking_url").GetString()!))).IsSuccessStatusCode);
        stage.Simulator.Faults.Set(Pipeline.Simulators.Mirakl.Faults.MiraklFault.TrackingLinkDead);
        Assert.False((await client.GetAsync(new Uri(order.GetProperty("shipping_tracking_url").GetString()!))).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("""{"carrier_code":"MULE","tracking_number":"1"}""", 400)]
    [InlineData("""{"carrier_code":"DHL"}""", 400)]
    [InlineData("""{"carrier_name":"Mon Transporteur","carrier_url":"https://track.example.test/?n=1","tracking_number":"1"}""", 204)]
    public async Task A_carrier_is_registered_or_named(string body, int status)
    {
        string id = await stage.BuyPaidAsync();

        Assert.Equal(status, (await stage.PutAsync($"/api/orders/{id}/tracking", body)).Status);
    }

    [Fact]
    public async Task Carriers_that_are_not_registered_may_be_refused()
    {
        await using MiraklStage strict = await (await MiraklStage.StartAsync(new MiraklOptions { LimitFactor = 0, RefusesOtherCarriers = true })).WithOffersAsync();
        string id = await strict.BuyPaidAsync();

        Assert.Equal(400, (await strict.PutAsync($"/api/orders/{id}/tracking", """{"carrier_name":"Mon Transporteur"}""")).Status);
        Assert.True((await strict.GetAsync("/api/platform/configuration")).Json.GetProperty("features").GetProperty("disable_seller_alternative_carrier").GetBoolean());
    }

    [Fact]
    public async Task Nothing_ships_without_tracking_or_out_of_turn()
    {
        string waiting = await stage.BuyAsync();
        string paid = await stage.BuyPaidAsync();

        Assert.Equal(400, (await stage.PutAsync($"/api/orders/{waiting}/ship")).Status);
        Assert.Equal(400, (await stage.PutAsync($"/api/orders/{waiting}/tracking", """{"carrier_code":"DHL","tracking_number":"T1"}""")).Status);
        Assert.Equal("Tracking details are mandatory for this shipping method.", (await stage.PutAsync($"/api/orders/{paid}/ship")).Message);
        await stage.ShipAsync(paid);
        Assert.Equal(400, (await stage.PutAsync($"/api/orders/{paid}/ship")).Status);
        Assert.Equal(404, (await stage.PutAsync("/api/orders/PXT-9-A/ship")).Status);
    }

    [Fact]
    public async Task A_letter_ships_without_tracking()
    {
        string id = (await stage.ControlAsync(HttpMethod.Post, "orders", """{"shippingType":"LET"}""")).GetProperty("id").GetString()!;
        _ = await stage.DecideAsync(id, true);
        stage.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(204, (await stage.PutAsync($"/api/orders/{id}/ship")).Status);
    }

    [Fact]
    public async Task An_invoice_is_kept_listed_read_and_removed()
    {
        string id = await stage.BuyPaidAsync();
        MiraklAnswered uploaded = await stage.InvoiceAsync(id);
        JsonElement document = Assert.Single((await stage.GetAsync($"/api/orders/documents?order_ids={id}")).Json.GetProperty("order_documents").EnumerateArray());
        string number = document.GetProperty("id").ToString();

        Assert.Equal((200, 0), (uploaded.Status, uploaded.Json.GetProperty("errors_count").GetInt32()));
        Assert.Equal(("INV-1.pdf", 8), (document.GetProperty("file_name").GetString(), document.GetProperty("file_size").GetInt32()));
        Assert.True((await stage.OrderAsync(id)).GetProperty("has_invoice").GetBoolean());
        Assert.Equal("%PDF-1.4", (await stage.GetAsync($"/api/orders/documents/download?document_ids={number}")).Text);
        Assert.Equal(204, (await stage.SendAsync(HttpMethod.Delete, $"/api/orders/documents/{number}")).Status);
        Assert.Equal(404, (await stage.SendAsync(HttpMethod.Delete, $"/api/orders/documents/{number}")).Status);
        Assert.False((await stage.OrderAsync(id)).GetProperty("has_invoice").GetBoolean());
    }

    [Fact]
    public async Task Documents_of_orders_come_in_an_archive()
    {
        string id = await stage.BuyPaidAsync();
        _ = await stage.InvoiceAsync(id);
        using HttpClient client = new();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", new MiraklOptions().Key);
        await using Stream bytes = await client.GetStreamAsync(new Uri(stage.Simulator.Url, $"api/orders/documents/download?order_ids={id}"));
        using ZipArchive archive = new(bytes);

        Assert.Equal($"{id}/INV-1.pdf", Assert.Single(archive.Entries).FullName);
    }

    [Theory]
    [InlineData("Facturé.pdf", "CUSTOMER_INVOICE", "file_name")]
    [InlineData("INV-1.exe", "CUSTOMER_INVOICE", "file_name")]
    [InlineData("INV-1.pdf", "INVOICE", "type_code")]
    public async Task A_document_that_does_not_fit_is_told_in_a_good_answer(string name, string type, string field)
    {
        string id = await stage.BuyPaidAsync();

        MiraklAnswered answer = await stage.AttachAsync(id, [name], $$"""{"file_name":"{{name}}","type_code":"{{type}}"}""");

        Assert.Equal((200, 1), (answer.Status, answer.Json.GetProperty("errors_count").GetInt32()));
        Assert.Equal(field, answer.Json.GetProperty("order_documents")[0].GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Names_of_files_are_there_once_and_an_order_has_50_documents_at_most()
    {
        string id = await stage.BuyPaidAsync();
        const string One = """{"file_name":"a.pdf","type_code":"CUSTOMER_INVOICE"}""";
        int twice = (await stage.AttachAsync(id, ["a.pdf", "a.pdf"], One)).Json.GetProperty("errors_count").GetInt32();
        int missing = (await stage.AttachAsync(id, ["b.pdf"], One)).Json.GetProperty("errors_count").GetInt32();
        string[] names = [.. Enumerable.Range(1, 51).Select(number => $"d{number}.pdf")];
        int many = (await stage.AttachAsync(id, names, string.Join(',', names.Select(name => $$"""{"file_name":"{{name}}","type_code":"CUSTOMER_INVOICE"}""")))).Json.GetProperty("errors_count").GetInt32();

        Assert.Equal((1, 1, 1), (twice, missing, many));
        Assert.Equal(404, (await stage.AttachAsync("PXT-9-A", ["a.pdf"], One)).Status);
        Assert.NotEmpty(stage.Simulator.Audit.Of("document-twice"));
    }

    [Fact]
    public async Task A_line_is_refunded_once_it_is_received_and_not_when_the_order_is_closed()
    {
        string id = await stage.BuyPaidAsync();
        await stage.ShipAsync(id);
        stage.Clock.Advance(TimeSpan.FromDays(3));
        MiraklAnswered refunded = await RefundAsync(id, "89.90", "17");
        JsonElement line = (await stage.OrderAsync(id)).GetProperty("order_lines")[0];
        stage.Clock.Advance(TimeSpan.FromDays(14));
        MiraklAnswered closed = await RefundAsync(id, "10", "17");

        Assert.Equal((200, 400), (refunded.Status, closed.Status));
        Assert.Equal(refunded.Json.GetProperty("refunds")[0].GetProperty("refund_id").GetString(), Assert.Single(line.GetProperty("refunds").EnumerateArray()).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("0", "17")]
    [InlineData("179.81", "17")]
    [InlineData("10", "14")]
    [InlineData("10", "19")]
    public async Task A_refund_needs_an_amount_that_is_left_and_a_reason_that_a_shop_may_give(string amount, string reason) =>
        Assert.Equal(400, (await RefundAsync(await stage.BuyPaidAsync(), amount, reason)).Status);

    [Fact]
    public async Task The_same_refund_again_pays_again_and_is_noted()
    {
        string id = await stage.BuyPaidAsync();
        _ = await RefundAsync(id, "10", "17");
        _ = await RefundAsync(id, "10", "17");

        Assert.Equal(2, (await stage.OrderAsync(id)).GetProperty("order_lines")[0].GetProperty("refunds").GetArrayLength());
        Assert.Single(stage.Simulator.Audit.Of("refund-twice"));
    }

    [Fact]
    public async Task Lines_are_cancelled_one_by_one_until_the_order_is()
    {
        string id = await stage.BuyPaidAsync();
        MiraklAnswered one = await CancelAsync(id, 1);
        string between = await stage.StateAsync(id);
        MiraklAnswered tooMany = await CancelAsync(id, 2);
        _ = await CancelAsync(id, 1);

        Assert.Equal((200, "SHIPPING", 400, "CANCELED"), (one.Status, between, tooMany.Status, await stage.StateAsync(id)));
    }

    [Fact]
    public async Task An_order_is_cancelled_as_a_whole_before_it_is_shipped()
    {
        string paid = await stage.BuyPaidAsync();
        string shipped = await stage.BuyPaidAsync();
        await stage.ShipAsync(shipped);

        Assert.Equal(204, (await stage.PutAsync($"/api/orders/{paid}/cancel")).Status);
        Assert.Equal("CANCELED", await stage.StateAsync(paid));
        Assert.Equal(400, (await stage.PutAsync($"/api/orders/{paid}/cancel")).Status);
        Assert.Equal(400, (await stage.PutAsync($"/api/orders/{shipped}/cancel")).Status);
    }

    private Task<MiraklAnswered> RefundAsync(string order, string amount, string reason) => stage.PutAsync(
        "/api/orders/refund",
        $$"""{"refunds":[{"order_line_id":"{{order}}-1","amount":{{amount}},"shipping_amount":0,"reason_code":"{{reason}}"}]}""");

    private Task<MiraklAnswered> CancelAsync(string order, int quantity) => stage.PutAsync(
        "/api/orders/cancel",
        $$"""{"cancelations":[{"order_line_id":"{{order}}-1","amount":89.90,"shipping_amount":0,"quantity":{{quantity}},"reason_code":"14"}]}""");
}
