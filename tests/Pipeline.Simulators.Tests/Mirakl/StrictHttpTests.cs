using Pipeline.Simulators.Mirakl;
using Pipeline.Simulators.Mirakl.Faults;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>What the platform refuses before an operation begins.</summary>
public sealed class StrictHttpTests : IAsyncLifetime
{
    private MiraklStage stage = null!;

    public async Task InitializeAsync() => stage = await MiraklStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData("Bearer 00000000-0000-4000-8000-000000002101")]
    public async Task Without_the_raw_key_nothing_is_answered(string authorization) =>
        Assert.Equal(401, (await stage.SendAsync(HttpMethod.Get, "/api/account", authorization: authorization)).Status);

    [Fact]
    public async Task The_key_may_come_with_a_scheme_where_the_tenant_takes_it()
    {
        await using MiraklStage other = await MiraklStage.StartAsync(new MiraklOptions { TakesBearer = true });

        Assert.Equal(200, (await other.SendAsync(HttpMethod.Get, "/api/account", authorization: "Bearer 00000000-0000-4000-8000-000000002101")).Status);
    }

    [Fact]
    public async Task A_key_may_be_revoked_while_it_is_in_use()
    {
        Assert.Equal(200, (await stage.GetAsync("/api/offers")).Status);
        stage.Simulator.Faults.Set(MiraklFault.KeyRevoked);

        Assert.Equal(401, (await stage.GetAsync("/api/offers")).Status);
    }

    [Theory]
    [InlineData("", 200, 2101)]
    [InlineData("?shop_id=2102", 200, 2102)]
    [InlineData("?shop_id=9", 403, 0)]
    [InlineData("?shop_id=first", 400, 0)]
    public async Task A_call_means_the_default_shop_or_the_one_that_it_names(string query, int status, int shop)
    {
        MiraklAnswered answer = await stage.GetAsync($"/api/account{query}");

        Assert.Equal(status, answer.Status);
        Assert.Equal(shop, status == 200 ? answer.Json.GetProperty("shop_id").GetInt64() : 0);
    }

    [Theory]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("DELETE", "/api/offers", 405)]
    [InlineData("POST", "/api/channels", 405)]
    public async Task A_path_or_method_that_is_not_there_is_refused(string method, string path, int status) =>
        Assert.Equal(status, (await stage.SendAsync(new HttpMethod(method), path)).Status);

    [Theory]
    [InlineData("application/xml", 406)]
    [InlineData("text/html, application/json;q=0.5", 200)]
    [InlineData("*/*", 200)]
    [InlineData("application/*", 200)]
    public async Task Only_JSON_can_be_asked_for(string accept, int status) =>
        Assert.Equal(status, (await stage.SendAsync(HttpMethod.Get, "/api/channels", accept: accept)).Status);

    [Fact]
    public async Task Attributes_come_as_CSV_on_demand()
    {
        MiraklAnswered answer = await stage.SendAsync(HttpMethod.Get, "/api/products/attributes", accept: "text/csv");

        Assert.Equal(("text/csv", 16), (answer.ContentType, answer.Lines.Length));
    }

    [Theory]
    [InlineData("/api/offers/imports")]
    [InlineData("/api/products/imports")]
    public async Task A_file_comes_in_a_multipart_body(string path) => Assert.Equal(415, (await stage.PostAsync(path, "{}")).Status);

    [Fact]
    public async Task A_JSON_operation_takes_no_form() =>
        Assert.Equal(415, (await stage.UploadAsync("/api/offers", "sku\n")).Status);

    [Theory]
    [InlineData("/api/offers?max=0")]
    [InlineData("/api/offers?max=101")]
    [InlineData("/api/offers?max=ten")]
    [InlineData("/api/offers?offset=-1")]
    [InlineData("/api/offers?sort=colour")]
    [InlineData("/api/offers/imports?limit=101")]
    [InlineData("/api/offers/imports?page_token=none")]
    [InlineData("/api/offers/imports?start_date=2026-03-10")]
    [InlineData("/api/offers/imports?start_date=2026-03-10T06:00:00+01:00")]
    [InlineData("/api/offers/imports?status=QUEUED")]
    [InlineData("/api/offers/imports?origins=MAIL")]
    [InlineData("/api/mcm/products/sources/status/export?status=ALIVE")]
    [InlineData("/api/additional_fields?entities=PRODUCT")]
    [InlineData("/api/products")]
    [InlineData("/api/products?product_references=SHOP_SKU|1")]
    [InlineData("/api/products/offers")]
    public async Task A_parameter_that_does_not_fit_is_refused(string path) => Assert.Equal(400, (await stage.GetAsync(path)).Status);

    [Fact]
    public async Task An_unknown_parameter_is_ignored() => Assert.Equal(200, (await stage.GetAsync("/api/offers?colour=red")).Status);

    [Fact]
    public async Task A_list_has_at_most_100_values()
    {
        string references = string.Join(',', Enumerable.Repeat("EAN|2001000000012", 101));

        Assert.Equal(
            "The limit of 100 is exceeded for the parameter : product_references", (await stage.GetAsync($"/api/products?product_references={references}")).Message);
    }
}
