using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Pipeline.ProbeApp.Http;

/// <summary>Calls that are cut short: by the caller, by a kill, by a limit.</summary>
public sealed class LifeFunctions
{
    [Function("ProcessNumber")]
    public IActionResult ProcessNumber([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "life/pid")] HttpRequest request) =>
        new ContentResult { Content = Environment.ProcessId.ToString(CultureInfo.InvariantCulture) };

    /// <summary>Answers when the test lays the file; tells which of the two tokens fired.</summary>
    [Function("Waits")]
    public async Task<IActionResult> Waits(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "life/wait/{file}")] HttpRequest request, string file, FunctionContext context)
    {
        using CancellationTokenRegistration aborted = request.HttpContext.RequestAborted.Register(() => Journal.Write($"{file} request aborted"));
        using CancellationTokenRegistration cancelled = context.CancellationToken.Register(() => Journal.Write($"{file} call cancelled"));
        Journal.Write($"{file} begun");
        await Journal.WaitForAsync(file, CancellationToken.None);
        Journal.Write($"{file} finished");
        return new ContentResult { Content = "waited" };
    }

    /// <summary>As above, but gives up when the host cancels the call.</summary>
    [Function("WaitsPolitely")]
    public async Task<IActionResult> WaitsPolitely(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "life/polite/{file}")] HttpRequest request, string file, FunctionContext context)
    {
        Journal.Write($"{file} begun");
        await Journal.WaitForAsync(file, context.CancellationToken);
        return new ContentResult { Content = "waited" };
    }

    [Function("Exits")]
    public void Exits([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "life/exit/{code:int}")] HttpRequest request, int code) =>
        Environment.Exit(code);
}
