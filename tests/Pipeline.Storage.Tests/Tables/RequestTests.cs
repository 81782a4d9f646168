using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Pipeline.Storage.Tests.Infrastructure;
using Pipeline.TestSupport;

namespace Pipeline.Storage.Tests.Tables;

/// <summary>Requests, literally, as they leave.</summary>
public sealed class RequestTests : IDisposable
{
    private const string TestKey = "bm90IGEgc2VjcmV0LCBvbmx5IGEgdGVzdCdzIGtleSE=";

    private readonly RecordingHandler handler = new();
    private readonly HttpClient http;

    public RequestTests() => http = new HttpClient(handler);

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }

    [Theory]
    [InlineData("acct", "https://acct.table.core.windows.net/Rows(PartitionKey='a%20b%27%27c',RowKey='%C3%A9%2B%25')", "SharedKeyLite acct:ic1rMy86cb5ZaC14gmQVB64NIbI7oX3+A94jhimo5Ug=")]
    [InlineData("devstoreaccount1", "http://127.0.0.1:10002/devstoreaccount1/Rows()?$top=5", "SharedKeyLite devstoreaccount1:Yi67tBy0mirb32kskb/rAVIaFC9VAvzPSoi/EwOvl08=")]
    public async Task The_signature_is_the_known_one(string account, string address, string expected)
    {
        SharedKeyLitePolicy policy = new(new TableSharedKeyCredential(account, TestKey), new ManualTimeProvider());
        HttpPipeline pipeline = HttpPipelineBuilder.Build(Options(), policy);
        using HttpMessage message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(new Uri(address));

        await pipeline.SendAsync(message, CancellationToken.None);

        Assert.Equal(expected, Header("Authorization"));
        Assert.Equal("Tue, 10 Mar 2026 06:00:00 GMT", Header("x-ms-date"));
        Assert.Equal(address, handler.Requests[0].RequestUri!.AbsoluteUri);
    }

    [Fact]
    public async Task An_add_asks_for_no_content_and_names_its_types()
    {
        await Table().AddEntityAsync(new TableEntity("p", "r")
        {
            ["Long"] = 5L,
            ["Double"] = 2.5,
            ["At"] = new DateTimeOffset(2026, 3, 10, 7, 0, 0, TimeSpan.FromHours(1)),
            ["Text"] = "é",
            ["Timestamp"] = new DateTimeOffset(2026, 3, 10, 7, 0, 0, TimeSpan.Zero),
            ["odata.etag"] = "W/\"1\"",
        });

        Assert.Equal("POST https://acct.table.core.windows.net/Rows", $"{handler.Requests[0].Method} {handler.Requests[0].RequestUri!.AbsoluteUri}");
        Assert.Equal("return-no-content", Header("Prefer"));
        Assert.Equal("application/json; odata=minimalmetadata", Header("Accept"));
        Assert.Equal("2020-12-06", Header("x-ms-version"));
        Assert.Equal(
            """{"PartitionKey":"p","RowKey":"r","Long@odata.type":"Edm.Int64","Long":"5","Double@odata.type":"Edm.Double","Double":2.5,"At@odata.type":"Edm.DateTime","At":"2026-03-10T06:00:00.0000000Z","Text":"é"}""",
            handler.Bodies[0]);
    }

    [Fact]
    public async Task A_shared_access_signature_is_appended_to_the_query()
    {
        TableServiceClient service = new(
            "TableEndpoint=https://acct.table.core.windows.net/;SharedAccessSignature=sv=2020&sig=abc%2F%3D", Options());

        await service.GetTableClient("Rows").DeleteEntityAsync("p", "r");
        await service.GetTableClient("Rows").GetEntityIfExistsAsync<TableEntity>("p", "r", ["A", "B"]).ContinueWith(static _ => { }, TaskScheduler.Default);

        Assert.Equal("https://acct.table.core.windows.net/Rows(PartitionKey='p',RowKey='r')?sv=2020&sig=abc%2F%3D", handler.Requests[0].RequestUri!.AbsoluteUri);
        Assert.Equal("https://acct.table.core.windows.net/Rows(PartitionKey='p',RowKey='r')?$select=A%2CB&sv=2020&sig=abc%2F%3D", handler.Requests[1].RequestUri!.AbsoluteUri);
        Assert.Equal("acct", service.AccountName);
        Assert.Null(handler.Requests[0].Headers.Authorization);
    }

    [Fact]
    public async Task An_identity_brings_a_token_for_the_storage_scope()
    {
        FixedToken credential = new();
        TableServiceClient service = new(new Uri("https://acct.table.core.windows.net"), credential, Options());

        await service.GetTableClient("Rows").DeleteEntityAsync("p", "r");

        Assert.Equal("Bearer token-1", Header("Authorization"));
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
    }

    private TableClient Table() =>
        new(new Uri("https://acct.table.core.windows.net"), "Rows", new TableSharedKeyCredential("acct", TestKey), Options());

    private TableClientOptions Options() => new() { Transport = new HttpClientTransport(http) };

    private string Header(string name) => string.Join(", ", handler.Requests[0].Headers.GetValues(name));

    private sealed class FixedToken : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken("token-1", new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
