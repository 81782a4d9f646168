using Pipeline.Ops.People;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Routing;

/// <summary>What holds for every address below <c>/ops</c>.</summary>
public sealed class OpsRouterTests : IDisposable
{
    private readonly OpsSite site = new();

    [Theory]
    [InlineData("/ops", "All is well")]
    [InlineData("/ops/", "All is well")]
    [InlineData("/ops/flows", "Flows")]
    [InlineData("/ops/FLOWS/", "Flows")]
    public async Task A_page_has_one_heading_that_begins_the_windows_title(string address, string heading)
    {
        OpsReply reply = await site.GetAsync(address);

        Assert.Equal((200, heading), (reply.Status, reply.TextOf("h1")));
        Assert.Single(reply.Page.QuerySelectorAll("h1"));
        Assert.Equal($"{heading} – Pipeline", reply.Page.Title);
    }

    [Fact]
    public async Task Every_answer_has_the_headers_that_keep_foreign_code_and_frames_out()
    {
        foreach (OpsReply reply in new[] { await site.GetAsync("/ops"), await site.GetAsync("/ops/nowhere"), await site.GetAsync("/ops/flows.csv"), await site.PostAsync("/ops/me") })
        {
            Assert.Equal(
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                reply.Headers.ContentSecurityPolicy);
            Assert.Equal("nosniff", reply.Headers.XContentTypeOptions);
            Assert.Equal("same-origin", reply.Headers["Referrer-Policy"]);
            Assert.Equal("same-origin", reply.Headers["Cross-Origin-Opener-Policy"]);
        }
    }

    [Theory]
    [InlineData("same-origin", null, 303)]
    [InlineData("same-site", null, 403)]
    [InlineData("cross-site", null, 403)]
    [InlineData("none", null, 403)]
    [InlineData("cross-site", "http://localhost:7071", 403)]
    [InlineData(null, "http://localhost:7071", 303)]
    [InlineData(null, "http://localhost:7072", 403)]
    [InlineData(null, "https://evil.example", 403)]
    [InlineData(null, "null", 403)]
    [InlineData(null, null, 403)]
    public async Task A_form_that_no_page_of_ours_sent_changes_nothing(string? site, string? origin, int status)
    {
        OpsReply reply = await this.site.PostAsync("/ops/flows/acme.stock/run", request =>
        {
            request.Headers["Sec-Fetch-Site"] = site;
            request.Headers.Origin = origin;
        });

        Assert.Equal(status, reply.Status);
        Assert.Equal(status == 303 ? 1 : 0, this.site.Flows.Sent.Count);
    }

    [Theory]
    [InlineData("localhost:7071", 200)]
    [InlineData("127.0.0.1:7071", 200)]
    [InlineData("[::1]:7071", 200)]
    [InlineData("evil.example", 403)]
    [InlineData("localhost.evil.example:7071", 403)]
    public async Task Without_sign_in_only_this_machine_is_answered(string host, int status) =>
        Assert.Equal(status, (await site.GetAsync("/ops", change: request => request.Host = new(host))).Status);

    [Fact]
    public async Task In_the_cloud_nobody_is_answered_without_sign_in()
    {
        site.IsLocal = false;

        OpsReply reply = await site.GetAsync("/ops/flows");

        Assert.Equal(403, reply.Status);
        Assert.DoesNotContain("acme", reply.Text, StringComparison.Ordinal);
        Assert.Contains("infra/hooks/sign-in.sh", reply.TextOf("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_people_sign_in_any_host_is_answered()
    {
        site.IsEnabled = true;

        Assert.Equal(200, (await site.GetAsync("/ops", change: static request => request.Host = new("pipeline.example"))).Status);
    }

    [Fact]
    public async Task Somebody_without_a_role_is_told_which_role_is_missing()
    {
        site.Person = new OpsPerson("Eve", OpsRole.None);

        OpsReply reply = await site.GetAsync("/ops/flows");

        Assert.Equal((403, "You are signed in but have no role"), (reply.Status, reply.TextOf("h1")));
        Assert.Contains("Ops.Viewer", reply.TextOf("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("acme", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_gives_no_command_but_may_choose_a_language()
    {
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);

        IEnumerable<OpsRoute> commands = site.Get<OpsRouter>().Routes.Where(static route => route.Kind is OpsRouteKind.Command);

        Assert.NotEmpty(commands);
        foreach (OpsRoute command in commands)
        {
            Assert.Equal(403, (await site.PostAsync($"/ops/{command.Template.Replace('{', 'x').Replace('}', 'x')}")).Status);
        }

        Assert.Empty(site.Audit.Entries);
        Assert.Equal(303, (await site.PostAsync("/ops/me/language", null, ("language", "fr"))).Status);
    }

    [Theory]
    [InlineData("GET", "/ops/nowhere", 404)]
    [InlineData("GET", "/ops/flows/acme.stock/run/more", 404)]
    [InlineData("GET", "/ops/me/language", 405)]
    [InlineData("PUT", "/ops/flows", 405)]
    [InlineData("DELETE", "/ops", 405)]
    public async Task An_address_that_is_not_there_or_used_otherwise_is_a_page(string method, string address, int status)
    {
        OpsReply reply = await site.SendAsync(method, address, "en", null, null);

        Assert.Equal((status, "text/html; charset=utf-8"), (reply.Status, reply.Headers.ContentType.ToString()));
        Assert.Equal(status == 405 ? "GET, HEAD, POST" : string.Empty, reply.Headers.Allow.ToString());
    }

    [Fact]
    public async Task Head_answers_as_get_without_the_content()
    {
        OpsReply get = await site.GetAsync("/ops/flows");
        OpsReply head = await site.SendAsync("HEAD", "/ops/flows", "en", null, null);

        Assert.Equal((200, 0), (head.Status, head.Bytes.Length));
        Assert.Equal(get.Headers.ContentType, head.Headers.ContentType);
    }

    [Fact]
    public async Task The_same_command_twice_acts_once_and_gives_the_first_answer()
    {
        (string, string) command = ("command", Guid.CreateVersion7().ToString());

        OpsReply first = await site.PostAsync("/ops/flows/acme.stock/run", null, command);
        OpsReply second = await site.PostAsync("/ops/flows/acme.stock/run", null, command);

        Assert.Equal((303, 303), (first.Status, second.Status));
        Assert.StartsWith("/ops/flows/acme.stock?done=Flows.runQueued&run=", first.Location, StringComparison.Ordinal);
        Assert.Equal(first.Location, second.Location);
        Assert.Single(site.Flows.Sent);
        Assert.Single(site.Audit.Entries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("3f2504e0-4f89-41d3-9a0c-0305e82c3301")] // Version 4.
    public async Task A_form_without_a_command_id_does_nothing(string id)
    {
        OpsReply reply = await site.PostAsync("/ops/flows/acme.stock/run", null, ("command", id));

        Assert.Equal(400, reply.Status);
        Assert.Empty(site.Flows.Sent);
    }

    [Fact]
    public async Task A_fault_is_a_page_with_an_id_that_the_log_names_too()
    {
        site.Runs.Fault = new InvalidOperationException("storage key abc");

        OpsReply reply = await site.GetAsync("/ops/flows");

        Assert.Equal((500, "Something went wrong here"), (reply.Status, reply.TextOf("h1")));
        Assert.DoesNotContain("abc", reply.Text, StringComparison.Ordinal);
        Assert.Contains(site.Log.Lines, line => line.Contains(reply.TextOf("main code"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_panel_that_fails_is_missing_and_the_page_stands()
    {
        site.Runs.Fault = new InvalidOperationException("storage");

        OpsReply reply = await site.GetAsync("/ops");

        Assert.Equal(200, reply.Status);
        Assert.Contains("could not be read", reply.TextOf(".missing"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fragment_is_the_page_without_its_frame_and_has_a_version_that_time_alone_does_not_change()
    {
        OpsReply first = await site.GetAsync("/ops/flows", change: static request => request.Headers["X-Ops-Fragment"] = "1");
        site.Clock.Advance(TimeSpan.FromSeconds(30));
        OpsReply second = await site.GetAsync("/ops/flows", change: request =>
        {
            request.Headers["X-Ops-Fragment"] = "1";
            request.Headers.IfNoneMatch = first.Headers.ETag;
        });
        _ = await site.PostAsync("/ops/flows/acme.stock/run");
        OpsReply third = await site.GetAsync("/ops/flows", change: request =>
        {
            request.Headers["X-Ops-Fragment"] = "1";
            request.Headers.IfNoneMatch = first.Headers.ETag;
        });

        Assert.DoesNotContain("<html", first.Text, StringComparison.Ordinal);
        Assert.Contains("data-region", first.Text, StringComparison.Ordinal);
        Assert.Equal((304, 0), (second.Status, second.Bytes.Length));
        Assert.Equal(200, third.Status);
    }

    [Fact]
    public async Task Style_script_and_icon_are_kept_for_ever_under_the_address_of_their_content()
    {
        OpsReply page = await site.GetAsync("/ops");
        string[] addresses = [.. page.Page.QuerySelectorAll("link[href], script[src]").Select(static element => element.GetAttribute("href") ?? element.GetAttribute("src")!)];

        Assert.Equal(3, addresses.Length);
        foreach (string address in addresses)
        {
            OpsReply asset = await site.GetAsync(address);
            Assert.Equal((200, "public, max-age=31536000, immutable"), (asset.Status, asset.Headers.CacheControl.ToString()));
            Assert.Matches("^/ops/assets/[0-9a-f]{12}[.]", address);
        }

        Assert.Equal(404, (await site.GetAsync("/ops/assets/000000000000.ops.css")).Status);
    }

    [Theory]
    [InlineData("fr-CA,en;q=0.5", null, "fr")]
    [InlineData("de,es;q=0.8,en;q=0.5", null, "es")]
    [InlineData("de", null, "en")]
    [InlineData("fr", "language=es", "es")]
    [InlineData("fr", "language=xx", "fr")]
    public async Task The_language_is_the_chosen_one_else_the_browsers_else_English(string accepted, string? cookie, string language)
    {
        OpsReply reply = await site.GetAsync("/ops/flows", accepted, request => request.Headers.Cookie = cookie is null ? default : $"ops={Uri.EscapeDataString(cookie)}");

        Assert.Equal(language, reply.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(language switch { "fr" => "Flux", "es" => "Flujos", _ => "Flows" }, reply.TextOf("h1"));
    }

    [Theory]
    [InlineData("/ops/flows?state=on", "/ops/flows?state=on")]
    [InlineData("https://evil.example", "/ops")]
    [InlineData("//evil.example", "/ops")]
    [InlineData("/opsevil", "/ops")]
    public async Task Choosing_a_language_leads_back_to_the_page(string back, string location)
    {
        OpsReply reply = await site.PostAsync("/ops/me/language", null, ("language", "es"), ("back", back));

        Assert.Equal((303, location), (reply.Status, reply.Location));
        Assert.Contains("language%3Des", reply.Headers.SetCookie.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_not_understood_is_left_out_with_a_notice()
    {
        OpsReply reply = await site.GetAsync("/ops/flows?state=sideways&nonsense=1");

        Assert.Equal(200, reply.Status);
        Assert.Contains("“state”", reply.TextOf(".notice"), StringComparison.Ordinal);
        Assert.Equal(2, reply.Page.QuerySelectorAll("tbody tr").Length);
    }

    public void Dispose() => site.Dispose();
}
