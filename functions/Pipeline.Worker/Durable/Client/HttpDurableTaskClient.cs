using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Microsoft.DurableTask.Client;

/// <summary>The client over the host's HTTP management API, the same in the cloud and on a local host.</summary>
/// <remarks>Source: functions-custom-handler.md §4.3.</remarks>
public sealed class HttpDurableTaskClient : DurableTaskClient
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly ManagementApi _api;
    private readonly TimeProvider _time;
    private readonly JsonSerializerOptions _json;

    /// <summary>Makes a client.</summary>
    /// <param name="http">Follows no redirects; its time-out bounds a request.</param>
    /// <param name="endpoint">Where the API is.</param>
    /// <param name="time">Paces waits, which ask once a second.</param>
    /// <param name="json">How values are written and read; null for the web defaults.</param>
    public HttpDurableTaskClient(
        HttpClient http, DurableEndpoint endpoint, TimeProvider time, JsonSerializerOptions? json = null)
        : base(endpoint.TaskHub ?? string.Empty)
    {
        _api = new ManagementApi(http, endpoint);
        _time = time;
        _json = json ?? JsonSerializerOptions.Web;
    }

    /// <inheritdoc />
    /// <exception cref="NotSupportedException">A start time was asked for, which this API does not know.</exception>
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (options?.StartAt is not null)
        {
            throw new NotSupportedException("The HTTP management API starts instances at once.");
        }

        string path = $"/orchestrators/{Escape(orchestratorName.Name)}";
        path += options?.InstanceId is { Length: > 0 } id ? "/" + Escape(id) : string.Empty;
        using HttpResponseMessage response = await SendAsync(
            HttpMethod.Post, path, [("version", options?.Version?.Version)], Write(input, absent: null), cancellation);
        using JsonDocument body = await ReadAsync(response, cancellation);

        // 200 would be the instance's own output; it is only sent when a timeout was asked for.
        return body.RootElement.TryGetProperty("id", out JsonElement started)
            ? started.GetString()!
            : throw Nonsense(path);
    }

    /// <inheritdoc />
    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        using HttpResponseMessage response = await SendAsync(
            HttpMethod.Post, $"{Instance(instanceId)}/raiseEvent/{Escape(eventName)}", [], Write(eventPayload, absent: "null"), cancellation);
    }

    /// <inheritdoc />
    public override async Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        using HttpResponseMessage response = await _api.SendAsync(
            HttpMethod.Get, Instance(instanceId), [("showInput", getInputsAndOutputs ? "true" : "false")],
            json: null, HttpStatusCode.NotFound, continuationToken: null, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        using JsonDocument body = await ReadAsync(response, cancellation);
        return Read(body.RootElement, getInputsAndOutputs, Instance(instanceId));
    }

    /// <inheritdoc />
    public override async IAsyncEnumerable<OrchestrationMetadata> GetAllInstancesAsync(
        OrchestrationQuery? filter = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        OrchestrationQuery asked = filter ?? new OrchestrationQuery();
        string? token = null;
        do
        {
            using HttpResponseMessage response = await _api.SendAsync(
                HttpMethod.Get, "/instances", QueryOf(asked), json: null, expected: null, token, cancellation);
            using JsonDocument body = await ReadAsync(response, cancellation);
            foreach (JsonElement instance in body.RootElement.EnumerateArray())
            {
                yield return Read(instance, asked.FetchInputsAndOutputs, "/instances");
            }

            // A page may be empty and still not be the last.
            token = response.Headers.TryGetValues("x-ms-continuation-token", out IEnumerable<string>? values)
                ? values.FirstOrDefault(value => value.Length > 0)
                : null;
        }
        while (token is not null);
    }

    /// <inheritdoc />
    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(
            instanceId, getInputsAndOutputs, found => found.RuntimeStatus != OrchestrationRuntimeStatus.Pending, cancellation);

    /// <inheritdoc />
    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, found => found.IsCompleted, cancellation);

    /// <inheritdoc />
    public override Task TerminateInstanceAsync(
        string instanceId, object? output = null, CancellationToken cancellation = default) =>
        OrderAsync(instanceId, "terminate", output as string ?? Write(output, absent: null), cancellation);

    /// <inheritdoc />
    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        OrderAsync(instanceId, "suspend", reason, cancellation);

    /// <inheritdoc />
    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        OrderAsync(instanceId, "resume", reason, cancellation);

    /// <inheritdoc />
    public override Task RewindInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        OrderAsync(instanceId, "rewind", reason, cancellation);

    /// <inheritdoc />
    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, CancellationToken cancellation = default)
    {
        using HttpResponseMessage response = await _api.SendAsync(
            HttpMethod.Delete, Instance(instanceId), [], json: null, HttpStatusCode.NotFound,
            continuationToken: null, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return new PurgeResult(0);
        }

        using JsonDocument body = await ReadAsync(response, cancellation);
        return body.RootElement.TryGetProperty("instancesDeleted", out JsonElement deleted)
            ? new PurgeResult(deleted.GetInt32())
            : throw Nonsense(Instance(instanceId));
    }

    private async Task OrderAsync(string instanceId, string verb, string? reason, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await SendAsync(
            HttpMethod.Post, $"{Instance(instanceId)}/{verb}", [("reason", reason)], json: null, cancellation);
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, bool withValues, Predicate<OrchestrationMetadata> isReached, CancellationToken cancellation)
    {
        while (true)
        {
            OrchestrationMetadata found = await GetInstanceAsync(instanceId, withValues, cancellation)
                ?? throw new DurableClientException(DurableClientError.NotFound, $"There is no instance '{instanceId}'.");
            if (isReached(found))
            {
                return found;
            }

            await Task.Delay(PollInterval, _time, cancellation);
        }
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, IEnumerable<(string Name, string? Value)> query, string? json,
        CancellationToken cancellation) =>
        _api.SendAsync(method, path, query, json, expected: null, continuationToken: null, cancellation);

    private OrchestrationMetadata Read(JsonElement body, bool withValues, string path)
    {
        try
        {
            return InstanceReader.Read(body, withValues, _json);
        }
        catch (JsonException exception)
        {
            throw Nonsense(path, exception);
        }
    }

    private static async Task<JsonDocument> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            return await JsonDocument.ParseAsync(
                await response.Content.ReadAsStreamAsync(cancellation), default, cancellation);
        }
        catch (JsonException exception)
        {
            throw Nonsense(response.RequestMessage?.RequestUri?.AbsolutePath ?? string.Empty, exception);
        }
    }

    private static IEnumerable<(string Name, string? Value)> QueryOf(OrchestrationQuery query) =>
    [
        ("createdTimeFrom", query.CreatedFrom?.UtcDateTime.ToString("o", CultureInfo.InvariantCulture)),
        ("createdTimeTo", query.CreatedTo?.UtcDateTime.ToString("o", CultureInfo.InvariantCulture)),
        ("runtimeStatus", query.Statuses is { } statuses ? string.Join(',', statuses) : null),
        ("instanceIdPrefix", query.InstanceIdPrefix),
        ("top", query.PageSize.ToString(CultureInfo.InvariantCulture)),
        ("showInput", query.FetchInputsAndOutputs ? "true" : "false"),
    ];

    private string? Write(object? value, string? absent) =>
        value is null ? absent : JsonSerializer.Serialize(value, value.GetType(), _json);

    private static string Instance(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return "/instances/" + Escape(instanceId);
    }

    private static string Escape(string segment) => Uri.EscapeDataString(segment);

    private static DurableClientException Nonsense(string path, Exception? cause = null) =>
        new(DurableClientError.Unavailable, $"The answer to {path} is not what the management API sends.", cause);
}
