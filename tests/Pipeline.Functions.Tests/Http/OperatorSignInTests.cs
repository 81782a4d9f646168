using System.Net;
using System.Text;
using System.Text.Json;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Http;

/// <summary>The pages of operators where the platform signs people in, and where it does not.</summary>
[Collection(StorageCollection.Name)]
public sealed class OperatorSignInTests(StorageEmulator storage)
{
    private const string Operator = """{"auth_typ":"aad","claims":[{"typ":"name","val":"Ada"},{"typ":"roles","val":"Ops.Operator"}],"name_typ":"name","role_typ":"roles"}""";

    [Theory]
    [InlineData("/ops", null)]
    [InlineData("/ops/", null)]
    [InlineData("/OPS", null)]
    [InlineData("/%6Fps", null)]
    [InlineData("/ops", "")]
    [InlineData("/ops", "Ada")]
    [InlineData("/ops", "{}")]
    [InlineData("/ops", "[]")]
    [InlineData("/ops", "\"aad\"")]
    [InlineData("/ops", """{"auth_typ":"aad","claims":[]}""")]
    [InlineData("/ops", """{"auth_typ":7,"claims":[{"typ":"name","val":"Ada"}]}""")]
    [InlineData("/ops", """{"auth_typ":"github","claims":[{"typ":"name","val":"Ada"}]}""")]
    public async Task Without_a_proof_of_the_platform_the_page_is_refused(string path, string? principal)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, null, "--WEBSITE_AUTH_ENABLED", "True");

        HttpResponseMessage refused = await AskAsync(app, path, principal);

        _ = await ProblemAssert.IsAsync(refused, HttpStatusCode.Unauthorized, "SIGN_IN_REQUIRED");
        Assert.Equal("Bearer realm=\"ops\"", refused.Headers.WwwAuthenticate.ToString());
        Assert.Contains("/.auth/login/aad", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--WEBSITE_AUTH_ENABLED", "True")]
    [InlineData("--WEBSITE_AUTH_ENABLED", "true")]
    [InlineData("--OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID", "019cd0aa-6380-7abc-bdef-0123456789ab")]
    public async Task An_operator_who_has_signed_in_sees_the_page(string setting, string value)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, null, setting, value);

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(app, "/ops", null)).StatusCode);
        HttpResponseMessage page = await AskAsync(app, "/ops", Operator);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task A_browser_is_led_to_the_sign_in_and_back_and_keeps_a_form_that_it_sent()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, null, "--WEBSITE_AUTH_ENABLED", "True");
        using HttpClient browser = new(new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true }) { BaseAddress = app.Http.BaseAddress };
        browser.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml;q=0.9");

        using HttpResponseMessage look = await browser.GetAsync(new Uri("/ops/flows?state=on", UriKind.Relative));
        using HttpResponseMessage sent = await browser.PostAsync(new Uri("/ops/flows/ingram.price/run", UriKind.Relative), null);

        Assert.Equal(
            (HttpStatusCode.Redirect, "/.auth/login/aad?post_login_redirect_uri=%2Fops%2Fflows%3Fstate%3Don"),
            (look.StatusCode, look.Headers.Location!.OriginalString));
        Assert.Equal((HttpStatusCode.Unauthorized, "text/html"), (sent.StatusCode, sent.Content.Headers.ContentType!.MediaType));
        Assert.Contains("your form is kept", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"typ":"roles","val":"Ops.Operator"}""", HttpStatusCode.OK, true)]
    [InlineData("""{"typ":"roles","val":"Ops.Viewer"}""", HttpStatusCode.OK, false)]
    [InlineData("""{"typ":"groups","val":"Ops.Operator"}""", HttpStatusCode.Forbidden, false)]
    [InlineData("""{"typ":"roles","val":"Ops.Admin"}""", HttpStatusCode.Forbidden, false)]
    [InlineData("""{"typ":"roles","val":7}""", HttpStatusCode.Forbidden, false)]
    public async Task A_role_of_the_sign_in_says_what_somebody_may_do(string claim, HttpStatusCode status, bool acts)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, null, "--WEBSITE_AUTH_ENABLED", "True");

        HttpResponseMessage page = await AskAsync(app, "/ops/flows", $$"""{"auth_typ":"aad","claims":[{{claim}}],"role_typ":"roles"}""");

        Assert.Equal(status, page.StatusCode);
        Assert.Equal(acts, (await page.Content.ReadAsStringAsync()).Contains("/ops/flows/ingram.price/run", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/health")]
    [InlineData("/api/ready")]
    [InlineData("/api/flows")]
    public async Task Probes_and_programs_need_no_account(string path)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, null, "--WEBSITE_AUTH_ENABLED", "True");

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, path, null)).StatusCode);
    }

    [Theory]
    [InlineData("--WEBSITE_AUTH_ENABLED", "False")]
    [InlineData("--WEBSITE_AUTH_ENABLED", "")]
    public async Task On_one_machine_the_page_is_open(string setting, string value)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, null, setting, value);

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, "/ops", null)).StatusCode);
    }

    [Fact]
    public async Task In_the_cloud_the_page_is_closed_until_people_sign_in()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, null, "--WEBSITE_INSTANCE_ID", "6f7d");

        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(app, "/ops/flows", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(app, "/ops/flows", Operator)).StatusCode);
    }

    [Fact]
    public async Task Where_nobody_signs_in_a_name_is_not_believed()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        Assert.Equal("Cancelled by api before anything was sent.", await CancelAsync(app));
    }

    [Fact]
    public async Task Where_the_platform_signs_in_its_name_stands_in_the_timeline()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, null, "--WEBSITE_AUTH_ENABLED", "True");

        Assert.Equal("Cancelled by Ada before anything was sent.", await CancelAsync(app));
    }

    private static async Task<string?> CancelAsync(PipelineApp app)
    {
        string id = await app.PlaceAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri($"/api/orders/{id}/cancel", UriKind.Relative));
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL-NAME", "Ada");
        using HttpResponseMessage done = await app.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        JsonElement timeline = await app.GetJsonAsync($"/api/orders/{id}/timeline");
        return timeline.GetProperty("items")[1].GetProperty("summary").GetString();
    }

    private static async Task<HttpResponseMessage> AskAsync(PipelineApp app, string path, string? principal)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (principal is not null)
        {
            // One that is no JSON stands for one that is not even base64.
            string header = principal.StartsWith('{') || principal.StartsWith('[') || principal.StartsWith('"')
                ? Convert.ToBase64String(Encoding.UTF8.GetBytes(principal))
                : principal;
            _ = request.Headers.TryAddWithoutValidation("X-MS-CLIENT-PRINCIPAL", header);
        }

        return await app.Http.SendAsync(request);
    }
}
