using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>The account's endpoint with its pipeline; makes and sends the messages of both clients.</summary>
internal sealed class TablePipeline
{
    private const string TokenScope = "https://storage.azure.com/.default";

    private readonly HttpPipeline pipeline;
    private readonly string version;

    private TablePipeline(Uri endpoint, string accountName, TableClientOptions? given, HttpPipelinePolicy authentication)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        TableClientOptions options = given ?? new TableClientOptions();
        HttpPipelineOptions build = new(options) { RequestFailedDetailsParser = TableErrorParser.Instance };
        build.PerRetryPolicies.Add(authentication);
        build.PerRetryPolicies.Add(new TransactionFaultPolicy());
        pipeline = HttpPipelineBuilder.Build(build);
        version = options.VersionString;
        Endpoint = new Uri(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/'));
        Address = Endpoint.AbsoluteUri.TrimEnd('/');
        AccountName = accountName;
    }

    /// <summary>The service's address without query.</summary>
    public Uri Endpoint { get; }

    /// <summary>The service's address without query and without closing slash.</summary>
    public string Address { get; }

    /// <summary>Name of the account.</summary>
    public string AccountName { get; }

    /// <summary>For a connection string.</summary>
    public static TablePipeline For(string connectionString, TableClientOptions? options)
    {
        TableConnection connection = TableConnection.Parse(connectionString);
        return connection.Key is { } key
            ? For(connection.Endpoint, key, options)
            : For(connection.Endpoint, connection.Signature!, options);
    }

    /// <summary>For an account key.</summary>
    public static TablePipeline For(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options) =>
        new(endpoint, credential.AccountName, options, new SharedKeyLitePolicy(credential, TimeProvider.System));

    /// <summary>For a shared access signature.</summary>
    public static TablePipeline For(Uri endpoint, AzureSasCredential credential, TableClientOptions? options) =>
        new(endpoint, AccountOf(endpoint), options, new SasPolicy(credential));

    /// <summary>For an Entra ID identity. The policy refuses plain http.</summary>
    public static TablePipeline For(Uri endpoint, TokenCredential credential, TableClientOptions? options) =>
        new(endpoint, AccountOf(endpoint), options, new BearerTokenAuthenticationPolicy(credential, TokenScope));

    /// <summary>A message with the headers all requests share; the caller disposes of it.</summary>
    public HttpMessage CreateMessage(RequestMethod method, string address)
    {
        HttpMessage message = pipeline.CreateMessage();
        Request request = message.Request;
        request.Method = method;
        request.Uri.Reset(new Uri(address));
        request.Headers.Add("x-ms-version", version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        return message;
    }

    /// <summary>Sends, with retries, and gives the answer if it is a success or has the accepted status.</summary>
    /// <exception cref="RequestFailedException">Any other answer, or none after all retries.</exception>
    public async ValueTask<Response> SendAsync(HttpMessage message, int accepted, CancellationToken cancellationToken)
    {
        await pipeline.SendAsync(message, cancellationToken);
        Response response = message.Response;
        return response.Status is >= 200 and < 300 || response.Status == accepted
            ? response
            : throw new RequestFailedException(response, innerException: null, TableErrorParser.Instance);
    }

    // account.table.core.windows.net, or http://127.0.0.1:10002/account.
    private static string AccountOf(Uri endpoint) =>
        endpoint.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || endpoint.IsLoopback
            ? endpoint.AbsolutePath.Trim('/')
            : endpoint.Host.Split('.')[0];
}
