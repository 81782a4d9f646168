using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>The inner deadlines of a run, below the function timeout at which the host kills the whole process (§1.7).</summary>
internal sealed class InvocationDeadlines
{
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private readonly TimeSpan _cancelAfter;

    public InvocationDeadlines(
        IOptions<FunctionsWorkerOptions> options,
        HandlerSettings settings,
        TimeProvider time,
        IHostApplicationLifetime lifetime)
    {
        FunctionsWorkerOptions value = options.Value;
        if (!(value.DeadlineFraction > 0 && value.DeadlineFraction < value.AbandonFraction && value.AbandonFraction < 1))
        {
            throw new OptionsValidationException(
                nameof(FunctionsWorkerOptions), typeof(FunctionsWorkerOptions), ["0 < deadline < abandon < 1"]);
        }

        _time = time;
        _stopping = lifetime.ApplicationStopping;
        TimeSpan timeout = value.FunctionTimeout ?? HostJson.ReadFunctionTimeout(settings.AppRoot);
        bool unlimited = timeout == Timeout.InfiniteTimeSpan;
        _cancelAfter = unlimited ? timeout : timeout * value.DeadlineFraction;
        AbandonAfter = unlimited ? timeout : timeout * value.AbandonFraction;
    }

    /// <summary>After this time a run that ignores its token is answered as failed.</summary>
    public TimeSpan AbandonAfter { get; }

    public TimeProvider Time => _time;

    /// <summary>Starts the clock of a run. The token also falls when the caller goes and when the process stops.</summary>
    public RunDeadline Start(CancellationToken aborted) => new(_cancelAfter, _time, aborted, _stopping);
}
