using System.Text;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Wire;

namespace Pipeline.Simulators.IngramMicro.Services.Calls;

/// <summary>One address of the services: reads the request, lets it be answered, and does to the answer what the faults say.</summary>
internal sealed class CallEndpoint(CallCounter counter, RequestLog log, HostClock clock)
{
    private static readonly TimeSpan UsualSlowness = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsualSilence = TimeSpan.FromMinutes(2);

    public async Task HandleAsync(HttpContext context, WireFamily family)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        string? action = context.Request.Headers["SOAPAction"] is [var only] ? only : null;
        CallAnswer answer = counter.Answer(body.ToArray(), context.Request.ContentType, action, family);
        log.Add(answer.Entry);
        if (Find(answer, FaultKind.AnswerLost) is not null)
        {
            context.Abort();
            return;
        }

        if (Find(answer, FaultKind.TimeOutAfterAcceptance) is { } silence)
        {
            await clock.WaitAsync(silence.Delay ?? UsualSilence, context.RequestAborted);
            context.Abort();
            return;
        }

        if (Find(answer, FaultKind.Slow) is { } slow)
        {
            await clock.WaitAsync(slow.Delay ?? UsualSlowness, context.RequestAborted);
        }

        await WriteAsync(context, Spoil(answer, family));
    }

    private static CallAnswer Spoil(CallAnswer answer, WireFamily family) =>
        Find(answer, FaultKind.ServerFaultAfterAcceptance) is not null
            ? CallCounter.Technical(new TechnicalFault("Server", "Internal error, on purpose"), family, answer.Entry)
        : Find(answer, FaultKind.GarbageAnswer) is not null
            ? answer with { ContentType = "text/html", Body = Encoding.UTF8.GetBytes("<html><head><title>Maintenance</title><body>Please come back later") }
        : answer;

    private static FaultSwitch? Find(CallAnswer answer, FaultKind kind) => answer.Then.FirstOrDefault(fault => fault.Kind == kind);

    private static async Task WriteAsync(HttpContext context, CallAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
