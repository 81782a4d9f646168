using Pipeline.Core.Exchanges;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Setup;
using Pipeline.Ops.People;
using Pipeline.Ops.Tests.Feeds;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Setup;

/// <summary>The checklist of what is set up.</summary>
public sealed class SetupPageTests : IDisposable
{
    private readonly OpsSite site = new();

    [Theory]
    [InlineData("en", "Started Address and login Prices of Acme Set, not tried yet", "Not started Address and login Stock of Acme Set Distributors__Acme__Feeds__Stock__Url.")]
    [InlineData("fr", "Commencé Adresse et identifiants Prices of Acme Défini, pas encore essayé", "Pas commencé Adresse et identifiants Stock of Acme Définissez Distributors__Acme__Feeds__Stock__Url.")]
    [InlineData("es", "Empezado Dirección y acceso Prices of Acme Definido, sin probar todavía", "Sin empezar Dirección y acceso Stock of Acme Defina Distributors__Acme__Feeds__Stock__Url.")]
    public async Task A_fresh_install_lists_what_is_set_and_names_the_setting_that_is_missing(string language, string price, string stock)
    {
        OpsReply reply = await site.GetAsync("/ops/setup", language);

        IReadOnlyList<string> rows = reply.TextsOf("tbody tr");
        Assert.StartsWith(price, rows[0], StringComparison.Ordinal);
        Assert.StartsWith(stock, rows[3], StringComparison.Ordinal);
        Assert.True(await site.Get<SetupChecklist>().IsFreshAsync(default));
    }

    [Fact]
    public async Task A_task_that_cannot_start_names_the_one_before_it()
    {
        site.Trade.Partner.MissingServices = "Set Distributors__Acme__Services__Url.";

        OpsReply reply = await site.GetAsync("/ops/setup?state=cannotStart");

        Assert.Equal(["Needs first: Address and login", "Needs first: Order services"], reply.TextsOf("td:nth-child(3)"));
    }

    [Fact]
    public async Task What_has_happened_makes_tasks_done()
    {
        site.Trade.Partner.Push = null;
        FeedSamples.Accept(site);
        site.Trade.Exchanges.Add(Asked("x1", 200));

        OpsReply reply = await site.GetAsync("/ops/setup?state=done");

        Assert.Equal(["Address and login Prices of Acme", "Layout Prices of Acme", "First file Prices of Acme", "Order services", "First answer of the services"], reply.TextsOf("td:nth-child(2)"));
        Assert.NotNull(reply.Page.QuerySelector("a[href='/ops/exchanges/x1']"));
        Assert.Contains("5 of 8 tasks are done.", reply.TextOf("main"), StringComparison.Ordinal);
        Assert.False(await site.Get<SetupChecklist>().IsFreshAsync(default));
    }

    [Fact]
    public async Task What_was_tried_and_failed_is_a_problem_in_words()
    {
        site.Runs.Add(new Execution
        {
            Id = ExecutionId.New(site.Clock.GetUtcNow()), Flow = "acme.price", Status = ExecutionStatus.Failed, Trigger = "runNow", QueuedAt = site.Clock.GetUtcNow(), FinishedAt = site.Clock.GetUtcNow(),
            FirstError = new Issue("AUTH_REFUSED", null, null) { SaidCause = "530 <b>Login</b> failed" },
        });
        site.Trade.Exchanges.Add(Asked("x1", 500));

        OpsReply reply = await site.GetAsync("/ops/setup?state=problem");

        Assert.Equal(["530 <b>Login</b> failed", "HTTP 500"], reply.TextsOf("td:nth-child(3)"));
        Assert.NotNull(reply.Page.QuerySelector("form[action='/ops/feeds/acme/price/fetch']"));
    }

    [Theory]
    [InlineData(false, false, "Not started Push address and keys Missing: no key, login, signature or certificate is set", "Cannot start yet First pushed message")]
    [InlineData(true, false, "Done Push address and keys Set", "Started First pushed message Waiting for the first message")]
    [InlineData(true, true, "Done Push address and keys Set", "Done First pushed message")]
    public async Task Of_secrets_it_is_said_whether_they_are_set_and_nothing_else(bool isSet, bool hasCome, string access, string message)
    {
        site.Trade.Partner.Push = new PushCredentials { Keys = isSet ? ["5ecret"] : [] };
        if (hasCome)
        {
            await site.Trade.Inbox.AddAsync(new PushedMessage { Id = "m1", Distributor = "acme", ReceivedAt = site.Clock.GetUtcNow(), SizeBytes = 1, Sha256 = "00" }, default, default);
        }

        OpsReply reply = await site.GetAsync("/ops/setup");

        Assert.Contains(reply.TextsOf("tbody tr"), row => row.StartsWith(access, StringComparison.Ordinal));
        Assert.Contains(reply.TextsOf("tbody tr"), row => row.StartsWith(message, StringComparison.Ordinal));
        Assert.DoesNotContain("5ecret", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_sees_the_list_and_no_command()
    {
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);

        OpsReply reply = await site.GetAsync("/ops/setup");

        Assert.Equal("Setup", reply.TextOf("h1"));
        Assert.Empty(reply.Page.QuerySelectorAll("main form[method=post]"));
    }

    [Theory]
    [InlineData("en", "acme,feedAccess,Address and login,stock,notStarted,Set Distributors__Acme__Feeds__Stock__Url.")]
    [InlineData("es", "acme;feedAccess;Dirección y acceso;stock;notStarted;Defina Distributors__Acme__Feeds__Stock__Url.")]
    public async Task The_file_has_codes_in_columns_of_their_own(string language, string line) =>
        Assert.Contains(line, (await site.GetAsync("/ops/setup.csv?state=notStarted", language)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task A_wrong_value_gives_the_page_with_a_notice()
    {
        OpsReply reply = await site.GetAsync("/ops/setup?state=nonsense");

        Assert.Equal(200, reply.Status);
        Assert.Contains("was not understood", reply.TextOf(".notice"), StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();

    private Exchange Asked(string id, int status) => new()
    {
        Id = id, Direction = ExchangeDirection.Out, Partner = "acme", Operation = "prices", Target = "POST https://acme.example/prices", StartedAt = site.Clock.GetUtcNow(), Duration = TimeSpan.FromSeconds(1), Status = status,
    };
}
