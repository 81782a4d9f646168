using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Simulators.Intcomex.Faults;

namespace Pipeline.Simulators.Intcomex.Calls;

/// <summary>The address of all operations: checks a call in the service's order, lets it be answered, and does what the faults say.</summary>
internal sealed class CallEndpoint(
    IReadOnlyDictionary<string, IwsOperation> operations, IwsFaultSwitches switches, CallJournal journal, IntcomexOptions options, TimeProvider clock,
    Action<string> free)
{
    private static readonly TimeSpan UsualSlowness = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsualShift = TimeSpan.FromMinutes(10);

    private readonly CallCadence cadence = new();
    private readonly AnswerWriter writer = new(options.Seed);

    public async Task HandleAsync(HttpContext context, string name)
    {
        using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
        string body = await reader.ReadToEndAsync(context.RequestAborted);
        string operation = name.ToLowerInvariant();
        CallParameters parameters = new(context.Request.Query);
        CallFaults faults = new(switches, operation) { CustomerOrderNumber = parameters.Text("customerOrderNumber") ?? parameters.Text("orderNumber") };
        if (faults[IwsFault.SlowStart] is { } late)
        {
            await Task.Delay(late.Delay ?? UsualSlowness, clock, context.RequestAborted);
        }

        TimeSpan shift = faults[IwsFault.ClockOff] is { } off ? off.Delay ?? UsualShift : TimeSpan.Zero;
        IwsCall call = new(operation, parameters, body, clock.GetUtcNow() + shift, faults);
        try
        {
            IwsAnswer answer = Answer(context, call, out string? message);
            bool isLost = faults.Has(IwsFault.ConnectionCut) || faults.Has(IwsFault.AnswerLost);
            TimeSpan slowness = !isLost && faults[IwsFault.Slow] is { } slow ? slow.Delay ?? UsualSlowness : TimeSpan.Zero;
            journal.Add(new JournalEntry
            {
                At = call.Now,
                Operation = operation,
                Method = context.Request.Method,
                Parameters = parameters.All,
                Body = body,
                Status = answer.Status,
                ErrorCode = answer.ErrorCode,
                Message = message,
                Faults = faults.Happened,
            });
            if (isLost)
            {
                context.Abort();
                return;
            }

            if (slowness > TimeSpan.Zero)
            {
                await Task.Delay(slowness, clock, context.RequestAborted);
            }

            await writer.WriteAsync(context, answer, faults, call.Now);
        }
        finally
        {
            if (call.HeldNumber is { } number)
            {
                free(number);
            }
        }
    }

    public void Clear() => cadence.Clear();

    private IwsAnswer Answer(HttpContext context, IwsCall call, out string? message)
    {
        message = null;
        if (call.Faults.Has(IwsFault.ConnectionCut))
        {
            return new IwsAnswer { Status = StatusCodes.Status499ClientClosedRequest };
        }

        if (Instead(call, isDone: false) is { } instead)
        {
            return instead;
        }

        IwsAnswer answer;
        try
        {
            answer = Checked(context, call);
        }
        catch (IwsRefusal refusal)
        {
            message = refusal.Message;
            answer = Refused(refusal, call.Faults);
        }

        return Instead(call, isDone: true) ?? answer;
    }

    // In the service's order: HTTPS, route, token, frequency, parameters, business.
    private IwsAnswer Checked(HttpContext context, IwsCall call)
    {
        HttpRequest request = context.Request;
        if (options.RequiresHttps && !request.IsHttps)
        {
            return Plain(StatusCodes.Status403Forbidden, "HTTPS is required.");
        }

        if (!operations.TryGetValue(call.Operation, out IwsOperation? operation))
        {
            return Plain(
                StatusCodes.Status404NotFound,
                $"No HTTP resource was found that matches the request URI '{request.Path}'.",
                $"No action was found on the controller 'IwsApi' that matches the name '{call.Operation}'.");
        }

        if (!HttpMethods.Equals(request.Method, operation.Method.Method))
        {
            return Plain(StatusCodes.Status405MethodNotAllowed, $"The requested resource does not support http method '{request.Method}'.");
        }

        string address = (context.Connection.RemoteIpAddress?.MapToIPv4() ?? System.Net.IPAddress.None).ToString();
        AccessToken.Read(request).Check(options, call.Now, address, call.Faults.Has(IwsFault.UnregisteredAddress));
        cadence.Check(call, options.Cadence, call.Faults.Has(IwsFault.TooFrequent));
        if (call.Faults[IwsFault.InternalFailure] is { Done: false })
        {
            throw new IwsRefusal(900);
        }

        if (call.Faults.Has(IwsFault.DataUnavailable))
        {
            throw new IwsRefusal(405);
        }

        call.Parameters.Demand(operation.Parameters);
        if (operation.Method == HttpMethod.Post && !request.HasJsonContentType())
        {
            throw new IwsRefusal(101, "Invalid request. The content type is not JSON.");
        }

        IwsAnswer answer = operation.Answer(call);
        cadence.Succeeded(call);
        return answer;
    }

    private IwsAnswer? Instead(IwsCall call, bool isDone)
    {
        CallFaults faults = call.Faults;
        return faults[IwsFault.GatewayFault] is { } gateway && gateway.Done == isDone
            ? Gateway()
            : faults[IwsFault.HtmlBody] is { } html && html.Done == isDone
            ? new IwsAnswer { ContentType = "text/html; charset=utf-8", Text = "<!DOCTYPE html><html><head><title>Request unsuccessful</title></head><body>Incident 0-1</body></html>" }
            : isDone && faults[IwsFault.InternalFailure] is { Done: true }
            ? Refused(new IwsRefusal(900), faults)
            : null;
    }

    private static IwsAnswer Gateway() => new()
    {
        Status = StatusCodes.Status504GatewayTimeout,
        Value = new JsonObject
        {
            ["fault"] = new JsonObject
            {
                ["faultstring"] = "Gateway Timeout",
                ["detail"] = new JsonObject { ["errorcode"] = "messaging.adaptors.http.flow.GatewayTimeout" },
            },
        },
    };

    private static IwsAnswer Plain(int status, string message, string? detail = null)
    {
        JsonObject body = new() { ["Message"] = message };
        if (detail is not null)
        {
            body["MessageDetail"] = detail;
        }

        return new IwsAnswer { Status = status, Value = body };
    }

    private IwsAnswer Refused(IwsRefusal refusal, CallFaults faults)
    {
        bool isContradictory = faults.Has(IwsFault.ContradictoryErrors);
        bool isTooMany = refusal.Code == 100 && faults.Has(IwsFault.TooManyRequests);
        return new IwsAnswer
        {
            Status = refusal.Status(isContradictory, isTooMany),
            Value = refusal.Body(Guid.NewGuid(), isContradictory, faults.Has(IwsFault.QuotedErrorCode)),
            ErrorCode = refusal.Code,
            RetryAfter = isTooMany ? CallCadence.Seconds(options.Cadence) : null,
        };
    }
}
