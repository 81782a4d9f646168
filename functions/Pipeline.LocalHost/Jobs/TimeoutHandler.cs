using System.Runtime.ExceptionServices;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Timers;
using Pipeline.LocalHost.Workers;

namespace Pipeline.LocalHost.Jobs;

/// <summary>What follows a function's time-out: if it ignores its token for the grace period its worker is killed.</summary>
internal sealed class TimeoutHandler(WorkerSupervisor workers, TimeProvider clock) : IWebJobsExceptionHandler
{
    public async Task OnTimeoutExceptionAsync(ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod)
    {
        if (exceptionInfo.SourceException is FunctionTimeoutException timeout
            && (timeout.Task is not { } call || await Task.WhenAny(call, Task.Delay(timeoutGracePeriod, clock)) != call))
        {
            await workers.RestartAsync(timeout.InstanceId.ToString());
        }
    }

    public Task OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo)
    {
        workers.GiveUp($"An unhandled exception has occurred. Host is shutting down. {exceptionInfo.SourceException.Message}");
        return Task.CompletedTask;
    }
}
