using System.Text.Json;
using Pipeline.Simulators.Mirakl.Messages;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>Conversations with customers.</summary>
public sealed class MessageTests : IAsyncLifetime
{
    private MiraklStage stage = null!;
    private string order = null!;

    public async Task InitializeAsync()
    {
        stage = await (await MiraklStage.StartAsync()).WithOffersAsync();
        order = await stage.BuyPaidAsync();
    }

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task A_customer_who_writes_starts_the_clock_and_an_answer_stops_it()
    {
        string thread = await WriteAsync();
        stage.Clock.Advance(TimeSpan.FromHours(1));
        JsonElement asked = (await stage.GetAsync($"/api/inbox/threads/{thread}")).Json;
        MiraklAnswered reply = await ReplyAsync(thread, "Bonjour, votre colis est dans le camion.");
        JsonElement answered = (await stage.GetAsync($"/api/inbox/threads/{thread}")).Json;

        Assert.Equal("2026-03-10T06:07:00Z", asked.GetProperty("metadata").GetProperty("shop_reply_needed_since").GetString());
        Assert.Equal((201, JsonValueKind.Null), (reply.Status, answered.GetProperty("metadata").GetProperty("shop_reply_needed_since").ValueKind));
        Assert.Equal("SHOP_USER", answered.GetProperty("metadata").GetProperty("last_sender").GetProperty("type").GetString());
        Assert.True((await stage.OrderAsync(order)).GetProperty("has_customer_message").GetBoolean());
        Assert.Empty(stage.Simulator.Audit.Of("language"));
    }

    [Fact]
    public async Task The_clock_also_stops_when_no_answer_is_needed()
    {
        string thread = await WriteAsync();
        _ = await stage.ControlAsync(HttpMethod.Post, $"threads/{thread}/no-reply-needed");

        JsonElement json = (await stage.GetAsync($"/api/inbox/threads/{thread}")).Json;
        Assert.Equal(JsonValueKind.Null, json.GetProperty("metadata").GetProperty("shop_reply_needed_since").ValueKind);
        Assert.Equal(1, json.GetProperty("no_store_reply_needed").GetArrayLength());
    }

    [Fact]
    public async Task A_file_comes_with_an_answer_and_is_read_again()
    {
        string thread = await WriteAsync();
        using MultipartFormDataContent form = MiraklStage.Form(null, ["""message_input={"body":"Bonjour","to":[{"type":"CUSTOMER"}]}"""]);
        form.Add(new ByteArrayContent("photo"u8.ToArray()), "files", "photo.jpg");
        _ = await stage.SendAsync(HttpMethod.Post, $"/api/inbox/threads/{thread}/message", form);

        JsonElement file = (await stage.GetAsync($"/api/inbox/threads/{thread}")).Json.GetProperty("messages")[1].GetProperty("attachments")[0];
        Assert.Equal(("photo.jpg", 5), (file.GetProperty("name").GetString(), file.GetProperty("size").GetInt32()));
        Assert.Equal("photo", (await stage.GetAsync($"/api/inbox/threads/{file.GetProperty("id").GetString()}/download")).Text);
        Assert.Equal(404, (await stage.GetAsync("/api/inbox/threads/none/download")).Status);
    }

    [Fact]
    public async Task The_shop_begins_a_thread_on_an_order()
    {
        MiraklAnswered begun = await OpenAsync("""{"topic":{"type":"REASON_CODE","value":"31"},"body":"Bonjour, votre commande est en route.","to":["CUSTOMER"]}""");

        JsonElement thread = (await stage.GetAsync($"/api/inbox/threads?entity_type=MMP_ORDER&entity_id={order}&with_messages=true")).Json.GetProperty("data")[0];
        Assert.Equal(begun.Json.GetProperty("thread_id").GetString(), thread.GetProperty("id").GetString());
        Assert.Equal(1, thread.GetProperty("messages").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"topic":{"type":"REASON_CODE","value":"99"},"body":"Bonjour","to":["CUSTOMER"]}""")]
    [InlineData("""{"body":"Bonjour","to":["CUSTOMER"]}""")]
    [InlineData("""{"topic":{"type":"FREE_TEXT","value":"Colis"},"body":"Oui","to":[]}""")]
    [InlineData("""{"topic":{"type":"FREE_TEXT","value":"Colis"},"body":"Oui","to":["EVERYBODY"]}""")]
    [InlineData("""{"topic":{"type":"FREE_TEXT","value":"Colis"},"body":"Ok","to":["CUSTOMER"]}""")]
    public async Task A_thread_that_does_not_fit_is_refused(string input) => Assert.Equal(400, (await OpenAsync(input)).Status);

    [Theory]
    [InlineData("entity_id=PXT-10001-A", 400)]
    [InlineData("entity_type=ORDER", 400)]
    [InlineData("updated_since=now", 400)]
    [InlineData("channel_codes=ES_B2C", 200)]
    public async Task Threads_are_asked_for_as_described(string query, int status) => Assert.Equal(status, (await stage.GetAsync($"/api/inbox/threads?{query}")).Status);

    [Fact]
    public async Task A_page_of_threads_has_50_without_a_limit()
    {
        for (int number = 0; number < 51; number++)
        {
            _ = await OpenAsync("""{"topic":{"type":"FREE_TEXT","value":"Colis"},"body":"Bonjour","to":["CUSTOMER"]}""");
        }

        JsonElement page = (await stage.GetAsync("/api/inbox/threads")).Json;
        Assert.Equal(50, page.GetProperty("data").GetArrayLength());
        Assert.Equal(1, (await stage.GetAsync($"/api/inbox/threads?page_token={page.GetProperty("next_page_token").GetString()}")).Json.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task An_answer_in_another_language_than_that_of_the_delivery_is_noted()
    {
        string thread = await WriteAsync();
        _ = await ReplyAsync(thread, "Hello, your order is in the parcel and will be with you soon.");

        Assert.Contains("written in en", Assert.Single(stage.Simulator.Audit.Of("language")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(23, 0)]
    [InlineData(25, 1)]
    public async Task A_customer_who_waits_for_more_than_a_day_is_noted(int hours, int findings)
    {
        string thread = await WriteAsync();
        stage.Clock.Advance(TimeSpan.FromHours(hours));
        int waiting = stage.Simulator.Audit.Of("reply").Count;
        _ = await ReplyAsync(thread, "Bonjour, votre colis est dans le camion.");

        Assert.Equal((findings, findings), (waiting, stage.Simulator.Audit.Of("reply").Count));
    }

    [Theory]
    [InlineData("Bonjour, votre colis sera chez vous demain.", "fr")]
    [InlineData("Hola, su pedido está en camino, gracias.", "es")]
    [InlineData("Dear customer, your parcel has been sent.", "en")]
    [InlineData("DHL 1234", null)]
    public void Languages_are_told_apart_by_small_words(string text, string? language) => Assert.Equal(language, CustomerLanguage.Detect(text));

    private async Task<string> WriteAsync() =>
        (await stage.ControlAsync(HttpMethod.Post, $"orders/{order}/messages", """{"body":"Bonjour, où est mon colis ?"}""")).GetProperty("threadId").GetString()!;

    private Task<MiraklAnswered> ReplyAsync(string thread, string body) => stage.SendAsync(
        HttpMethod.Post, $"/api/inbox/threads/{thread}/message", MiraklStage.Form(null, [$$$"""message_input={"body":"{{{body}}}","to":[{"type":"CUSTOMER"}]}"""]));

    private Task<MiraklAnswered> OpenAsync(string input) =>
        stage.SendAsync(HttpMethod.Post, $"/api/orders/{order}/threads", MiraklStage.Form(null, [$"thread_input={input}"]));
}
