using Pipeline.LocalHost.Http;

namespace Pipeline.LocalHost.Durable.Management;

/// <summary>The routes of <c>/runtime/webhooks/durabletask</c> (functions-custom-handler.md §4.3).</summary>
internal sealed class ManagementEndpoints(
    TaskHub hub, DurableClientPayload payload, AccessCheck access, TimeProvider time)
{
    /// <summary>Maps the routes. With <c>--keys</c> they ask for the key of the durable extension or the master key.</summary>
    public void Map(WebApplication app)
    {
        RouteGroupBuilder api = app.MapGroup(ManagementUrls.Path);
        api.AddEndpointFilter(async (context, next) =>
            access.Allows(context.HttpContext.Request, AccessCheck.DurableTask)
                ? await next(context)
                : Results.StatusCode(StatusCodes.Status401Unauthorized));
        api.MapPost("/orchestrators/{name}/{instanceId?}", StartAsync);
        api.MapGet("/instances", ListAsync);
        api.MapDelete("/instances", PurgeManyAsync);
        api.MapGet("/instances/{instanceId}", StatusAsync);
        api.MapDelete("/instances/{instanceId}", PurgeAsync);
        api.MapPost("/instances/{instanceId}/raiseEvent/{eventName}", RaiseAsync);
        api.MapPost("/instances/{instanceId}/terminate", (string instanceId, HttpRequest request) =>
            OrderAsync(request, control => control.TerminateAsync(instanceId, Reason(request))));
        api.MapPost("/instances/{instanceId}/suspend", (string instanceId, HttpRequest request) =>
            OrderAsync(request, control => control.SuspendAsync(instanceId, Reason(request))));
        api.MapPost("/instances/{instanceId}/resume", (string instanceId, HttpRequest request) =>
            OrderAsync(request, control => control.ResumeAsync(instanceId, Reason(request))));
        api.MapPost("/instances/{instanceId}/rewind", (string instanceId, HttpRequest request) =>
            OrderAsync(request, control => control.RewindAsync(instanceId, Reason(request))));
        api.MapPost("/instances/{instanceId}/restart", RestartAsync);
    }

    private async Task<IResult> StartAsync(string name, string? instanceId, HttpRequest request)
    {
        using StreamReader reader = new(request.Body);
        string body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        string? input = null;
        if (body.Length > 0)
        {
            if (!JsonText.TryParse(body, out Newtonsoft.Json.Linq.JToken? parsed))
            {
                return ManagementAnswer.BadRequest("The input is not valid JSON.");
            }

            input = parsed.ToString(Newtonsoft.Json.Formatting.None);
        }

        string id = instanceId ?? Guid.NewGuid().ToString("N");
        if (InstanceIds.FaultOf(id) is { } fault)
        {
            return ManagementAnswer.BadRequest(fault);
        }

        if (hub.Functions.Orchestrator(name) is null)
        {
            return ManagementAnswer.BadRequest(
                $"The orchestrator function '{name}' doesn't exist, is disabled, or is not an orchestrator function.");
        }

        HubSession session = await hub.SessionAsync(request.HttpContext.RequestAborted);
        ControlResult result = await Control(session)
            .StartAsync(id, name, request.Query["version"].FirstOrDefault(), input);
        if (result != ControlResult.Accepted)
        {
            return ManagementAnswer.Of(result);
        }

        StartWait wait = StartWait.Read(request.Query);
        return await wait.ForEndAsync(session.Instance(id), time, request.HttpContext.RequestAborted)
            ?? ManagementAnswer.Started(Urls(request), id);
    }

    private async Task<IResult> RestartAsync(string instanceId, HttpRequest request)
    {
        HubSession session = await hub.SessionAsync(request.HttpContext.RequestAborted);
        (string Name, string? Version, string? Input)? found = await session.Instance(instanceId).AskAsync(
            draft => draft.State is { } state
                ? (state.Name, (string?)state.Version, (string?)state.Input)
                : ((string, string?, string?)?)null);
        if (found is not { } original)
        {
            return ManagementAnswer.BadRequest($"InstanceId {instanceId} does not match a valid orchestration instance.");
        }

        bool isNew = !string.Equals(request.Query["restartWithNewInstanceId"], "false", StringComparison.OrdinalIgnoreCase);
        string id = isNew ? Guid.NewGuid().ToString("N") : instanceId;
        ControlResult result = await Control(session).StartAsync(id, original.Name, original.Version, original.Input);
        return result == ControlResult.Accepted ? ManagementAnswer.Started(Urls(request), id) : ManagementAnswer.Of(result);
    }

    private async Task<IResult> StatusAsync(string instanceId, HttpRequest request)
    {
        HubSession session = await hub.SessionAsync(request.HttpContext.RequestAborted);
        StatusView view = StatusView.Read(request.Query);
        return await session.Instance(instanceId).AskAsync(
            draft => draft.State is { } state ? view.Answer(state, Urls(request)) : ManagementAnswer.Of(ControlResult.NotFound));
    }

    private async Task<IResult> ListAsync(HttpRequest request)
    {
        HubSession session = await hub.SessionAsync(request.HttpContext.RequestAborted);
        (IReadOnlyList<Storage.InstanceCell> page, string? token) = InstanceFilter.Read(request.Query)
            .PageOf(session.Instances, request.Headers["x-ms-continuation-token"].FirstOrDefault());
        StatusView view = StatusView.Read(request.Query);
        Newtonsoft.Json.Linq.JObject?[] items = await Task.WhenAll(page.Select(
            cell => cell.AskAsync(draft => draft.State is { } state ? view.Write(state) : null)));
        if (token is not null)
        {
            request.HttpContext.Response.Headers["x-ms-continuation-token"] = token;
        }

        return ManagementAnswer.Json(new Newtonsoft.Json.Linq.JArray(items.OfType<Newtonsoft.Json.Linq.JObject>()));
    }

    private async Task<IResult> RaiseAsync(string instanceId, string eventName, HttpRequest request)
    {
        using StreamReader reader = new(request.Body);
        string body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (!request.HasJsonContentType() || !JsonText.TryParse(body, out Newtonsoft.Json.Linq.JToken? data))
        {
            return ManagementAnswer.BadRequest("Only application/json request content is supported.");
        }

        return await OrderAsync(request, control => control.RaiseAsync(
            instanceId, eventName, data.ToString(Newtonsoft.Json.Formatting.None)));
    }

    private async Task<IResult> PurgeAsync(string instanceId, HttpRequest request)
    {
        HubSession session = await hub.SessionAsync(request.HttpContext.RequestAborted);
        ControlResult result = await Control(session).PurgeAsync(instanceId);
        return result == ControlResult.Accepted ? ManagementAnswer.Purged(1) : ManagementAnswer.Of(result);
    }

    private async Task<IResult> PurgeManyAsync(HttpRequest request)
    {
        InstanceFilter filter = InstanceFilter.Read(request.Query);
        if (filter.From is null)
        {
            return ManagementAnswer.BadRequest("Please provide value for 'createdTimeFrom' parameter.");
        }

        HubSession session = await hub.SessionAsync(request.HttpContext.RequestAborted);
        int deleted = 0;
        foreach (Storage.InstanceCell cell in session.Instances.Where(filter.Matches).ToList())
        {
            deleted += await Control(session).PurgeAsync(cell.InstanceId) == ControlResult.Accepted ? 1 : 0;
        }

        return deleted > 0 ? ManagementAnswer.Purged(deleted) : ManagementAnswer.Of(ControlResult.NotFound);
    }

    private async Task<IResult> OrderAsync(HttpRequest request, Func<InstanceControl, Task<ControlResult>> order) =>
        ManagementAnswer.Of(await order(Control(await hub.SessionAsync(request.HttpContext.RequestAborted))));

    private InstanceControl Control(HubSession session) => new(session, hub.Settings, time);

    private ManagementUrls Urls(HttpRequest request) =>
        new($"{request.Scheme}://{request.Host}{ManagementUrls.Path}", payload.Query);

    private static string? Reason(HttpRequest request) => request.Query["reason"].FirstOrDefault();
}
