using System.Text;
using Pipeline.Core.Audit;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Ops.People;
using Pipeline.Ops.Tests.Support;
using static Pipeline.Ops.Tests.Orders.OrderSamples;

namespace Pipeline.Ops.Tests.Messages;

/// <summary>What partners pushed, how far it came, and what people do about it.</summary>
public sealed class MessagePageTests : IDisposable
{
    private readonly OpsSite site = new();

    [Fact]
    public async Task Without_messages_it_says_what_will_appear_here() =>
        Assert.StartsWith("No message has come yet.", (await site.GetAsync("/ops/messages")).TextOf(".empty"), StringComparison.Ordinal);

    [Fact]
    public async Task Each_message_says_where_it_stopped_and_why()
    {
        _ = await AddAsync(0, Unknown);
        _ = await AddAsync(1, static one => one);

        OpsReply reply = await site.GetAsync("/ops/messages");

        Assert.Equal(["Accepted", "Parked"], reply.TextsOf("td:nth-child(1)"));
        Assert.Contains("PX9", reply.TextOf("tr:nth-child(2) td:nth-child(3)"), StringComparison.Ordinal);
        Assert.Equal("/ops/messages?state=parked&reason=ORDER_UNKNOWN", reply.Page.QuerySelector("tr:nth-child(2) td:nth-child(3) a")!.GetAttribute("href"));
        Assert.Equal("/ops/search?q=PX26000187", reply.Page.QuerySelector("td:nth-child(5) a")!.GetAttribute("href"));
        Assert.Equal(1, site.Trade.Reads.Number);
    }

    [Theory]
    [InlineData("state=parked", 1)]
    [InlineData("state=quarantined", 0)]
    [InlineData("partner=acme", 2)]
    [InlineData("type=Invoice", 2)]
    [InlineData("type=Other", 0)]
    [InlineData("reason=ORDER_UNKNOWN", 1)]
    [InlineData("from=2026-03-10T05:01:00Z", 1)]
    [InlineData("to=2026-03-10T05:01:00Z", 1)]
    public async Task They_are_found_by_state_partner_kind_reason_and_time(string query, int expected)
    {
        _ = await AddAsync(0, Unknown);
        _ = await AddAsync(1, static one => one);

        Assert.Equal(expected, (await site.GetAsync($"/ops/messages?{query}")).Page.QuerySelectorAll("tbody tr").Length);
    }

    [Theory]
    [InlineData(MessageState.Quarantined, IssueCodes.XmlNotWellFormed, "Passed Not passed Not reached Not reached Not reached")]
    [InlineData(MessageState.Parked, IssueCodes.MessageUnknown, "Passed Passed Not passed Not reached Not reached")]
    [InlineData(MessageState.Parked, IssueCodes.OrderUnknown, "Passed Passed Passed Not passed Not reached")]
    [InlineData(MessageState.Parked, IssueCodes.HandlingFailed, "Passed Passed Passed Passed Not passed")]
    [InlineData(MessageState.Accepted, null, "Passed Passed Passed Passed Passed")]
    public async Task It_says_how_far_it_came(MessageState state, string? code, string expected)
    {
        string id = await AddAsync(0, one => one with { State = state, Issue = code is null ? null : new Issue(code, null, "PX9") });

        OpsReply reply = await site.GetAsync($"/ops/messages/{id}");

        Assert.Equal(expected, string.Join(' ', reply.TextsOf(".why .badge")));
        Assert.Equal(code is not null, reply.TextOf(".why strong").StartsWith("It stopped here:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_lines_have_numbers_and_what_it_corrects_stands_beside_it()
    {
        string first = await AddAsync(0, static one => one);
        string id = await AddAsync(1, one => one with { CorrectionOf = first });

        OpsReply reply = await site.GetAsync($"/ops/messages/{id}");

        Assert.Equal("Invoice from Acme Ltd", reply.TextOf("h1"));
        Assert.Equal(["<Invoice>", "  <a>1</a>", "</Invoice>"], reply.Page.QuerySelectorAll("#body ~ ol.lines li").Select(static line => line.TextContent));
        Assert.Equal("The earlier message", reply.TextOf("#earlier"));
        Assert.Equal($"/ops/messages/{first}", reply.Page.QuerySelector(".facts a[href^='/ops/messages/']")!.GetAttribute("href"));
        Assert.InRange(site.Trade.Reads.Number, 2, 12);
        Assert.Equal("<Invoice><a>1</a></Invoice>", (await site.GetAsync($"/ops/messages/{id}/body")).Text);
        Assert.Equal(404, (await site.GetAsync("/ops/messages/none")).Status);
    }

    [Fact]
    public async Task A_viewer_sees_no_body_and_no_command()
    {
        string id = await AddAsync(0, Unknown);
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);

        OpsReply reply = await site.GetAsync($"/ops/messages/{id}");

        Assert.Equal("Bodies are shown to operators only.", reply.TextOf("section .two p, .two section > p"));
        Assert.Empty(reply.Page.QuerySelectorAll("main form"));
        Assert.Empty((await site.GetAsync("/ops/messages")).Page.QuerySelectorAll(".acts"));
        Assert.Equal(403, (await site.GetAsync($"/ops/messages/{id}/body")).Status);
    }

    [Fact]
    public async Task One_is_handled_again_without_being_asked_for_a_reason()
    {
        string id = await AddAsync(0, Unknown);

        OpsReply reply = await site.GetAsync((await site.PostAsync($"/ops/messages/{id}/replay")).Location!);

        Assert.StartsWith("The message is being handled again.", reply.TextOf(".answer"), StringComparison.Ordinal);
        MessageRequest request = Assert.Single(site.Trade.Inbox.Requests);
        Assert.Equal((id, true), (Assert.Single(request.Ids), request.Again));
        Assert.Equal(("message.replay", id), (site.Audit.Entries[0].Action, site.Audit.Entries[0].On.Id));
    }

    [Fact]
    public async Task One_whose_body_was_erased_is_not_handled_again()
    {
        string id = await AddAsync(0, static one => Unknown(one) with { BodyErasedAt = Start });

        OpsReply page = await site.GetAsync($"/ops/messages/{id}");
        _ = await site.PostAsync($"/ops/messages/{id}/replay");

        Assert.Empty(page.Page.QuerySelectorAll("main form.command"));
        Assert.StartsWith("The body was erased on", page.TextOf(".two section > p"), StringComparison.Ordinal);
        Assert.Empty(site.Trade.Inbox.Requests);
        Assert.Equal(AuditResult.Refused, Assert.Single(site.Audit.Entries).Result);
    }

    [Fact]
    public async Task All_parked_of_one_cause_are_handled_again_and_what_arrived_later_is_left_alone()
    {
        string id = await AddAsync(0, Unknown);
        _ = await AddAsync(1, static one => one with { State = MessageState.Parked, Issue = new Issue(IssueCodes.NoReader, null, "acme") });
        OpsReply list = await site.GetAsync("/ops/messages?state=parked&reason=ORDER_UNKNOWN");
        _ = await AddAsync(180, Unknown);

        (string, string)[] form = [.. list.Page.QuerySelectorAll(".acts form input").Select(static field => (field.GetAttribute("name")!, field.GetAttribute("value") ?? string.Empty))];
        OpsReply reply = await site.GetAsync((await site.PostAsync("/ops/messages/replay", null, form)).Location!);

        Assert.Equal("1 message is being handled again.", reply.TextOf(".answer"));
        Assert.Equal([id], Assert.Single(site.Trade.Inbox.Requests).Ids);
    }

    [Fact]
    public async Task A_lost_message_is_taken_in_like_a_pushed_one()
    {
        OpsReply refused = await site.PostAsync("/ops/messages/upload", null, ("partner", "acme"));
        OpsReply sent = await site.PostAsync("/ops/messages/upload", null, ("partner", "acme"), ("text", "<Invoice/>"), ("reason", "Their server was down"));

        Assert.Equal(422, refused.Status);
        Assert.Equal(["Choose a file or paste the text.", "Say why."], refused.TextsOf(".fault"));
        PushedMessage message = Assert.Single(site.Trade.Inbox.All);
        Assert.Equal(("acme", "Invoice", MessageState.Accepted, null), (message.Distributor, message.Root, message.State, message.HandledAt));
        Assert.Contains($"/ops/messages/{message.Id}?done=Messages.uploaded", sent.Location, StringComparison.Ordinal);
        Assert.Equal(("message.upload", "Their server was down"), (site.Audit.Entries[0].Action, site.Audit.Entries[0].Reason));
    }

    [Fact]
    public async Task A_file_that_is_no_xml_is_quarantined_like_a_pushed_one()
    {
        string form = string.Join("\r\n", [
            "--b", "Content-Disposition: form-data; name=\"partner\"", string.Empty, "acme",
            "--b", "Content-Disposition: form-data; name=\"reason\"", string.Empty, "Lost",
            "--b", "Content-Disposition: form-data; name=\"command\"", string.Empty, Guid.CreateVersion7().ToString(),
            "--b", "Content-Disposition: form-data; name=\"file\"; filename=\"x.xml\"", string.Empty, "<broken",
            "--b--", string.Empty]);

        OpsReply sent = await site.SendAsync("POST", "/ops/messages/upload", "en", string.Empty, request =>
        {
            request.Headers["Sec-Fetch-Site"] = "same-origin";
            request.ContentType = "multipart/form-data; boundary=b";
            request.Body = new MemoryStream(Encoding.UTF8.GetBytes(form));
        });

        Assert.Equal(303, sent.Status);
        Assert.Equal(MessageState.Quarantined, Assert.Single(site.Trade.Inbox.All).State);
    }

    [Fact]
    public async Task Strangers_texts_do_no_harm_in_page_and_file()
    {
        string id = await AddAsync(0, static one => one with
        {
            Root = Hostile, ContentType = Hostile, Orders = [Hostile + new string('w', 10_000)], Documents = [Hostile], State = MessageState.Parked, Issue = new Issue(Hostile, Hostile, Hostile),
        }, Hostile);

        foreach (string address in (string[])["/ops/messages", $"/ops/messages/{id}"])
        {
            OpsReply reply = await site.GetAsync(address);
            Assert.Single(reply.Page.QuerySelectorAll("script"));
            Assert.DoesNotContain('\u202E', reply.Text);
            Assert.DoesNotContain('\u0007', reply.Text);
        }

        Assert.Contains(",'=1+1", (await site.GetAsync("/ops/messages.csv")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "Jusqu'où il est allé", "Identifiant;Reçu;")]
    [InlineData("es", "Hasta dónde llegó", "Identificador;Recibido;")]
    public async Task It_speaks_the_persons_language(string language, string title, string head)
    {
        string id = await AddAsync(0, Unknown);

        Assert.Equal(title, (await site.GetAsync($"/ops/messages/{id}", language)).TextOf(".why h2"));
        Assert.StartsWith(head, (await site.GetAsync("/ops/messages.csv", language)).Text.TrimStart('\uFEFF'), StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();

    private static PushedMessage Unknown(PushedMessage message) => message with { State = MessageState.Parked, Issue = new Issue(IssueCodes.OrderUnknown, null, "PX9") };

    private async Task<string> AddAsync(int minute, Func<PushedMessage, PushedMessage> change, string body = "<Invoice><a>1</a></Invoice>")
    {
        DateTimeOffset at = Start.AddMinutes(minute);
        PushedMessage message = change(new PushedMessage
        {
            Id = MessageId.New(at),
            Distributor = "acme",
            ReceivedAt = at,
            HandledAt = at,
            Sha256 = "0",
            SizeBytes = body.Length,
            Root = "Invoice",
            Documents = ["invoice//94300187"],
            Orders = ["PX26000187"],
        });
        await site.Trade.Inbox.AddAsync(message, Encoding.UTF8.GetBytes(body), default);
        return message.Id;
    }
}
