using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Stops on signals, and sees to it that a stop nobody asked for ends the process with a failure code.</summary>
/// <remarks>
/// The host never restarts a handler that ended with 0, and it ends handlers by killing them, so under a host every
/// stop is a failure. Alone, a signal or a plain stop is a success, a background service that broke is not.
/// Source: functions-custom-handler.md §0.6, §1.7.
/// </remarks>
internal sealed class HandlerLifetime(
    HandlerSettings settings,
    IHostApplicationLifetime lifetime,
    IServiceProvider services) : IHostLifetime, IDisposable
{
    private const int Failure = 1;

    private readonly List<IDisposable> _registrations = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM];
        foreach (PosixSignal signal in signals)
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, Stop));
        }

        // At the first sign of the stop, so that the code stands even when the rest of the stop hangs or throws.
        _registrations.Add(lifetime.ApplicationStopping.Register(SetExitCode));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (IDisposable registration in _registrations)
        {
            registration.Dispose();
        }

        _registrations.Clear();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        lifetime.StopApplication();
    }

    private void SetExitCode()
    {
        if (settings.IsHandler || services.GetServices<IHostedService>().Any(HasFailed))
        {
            Environment.ExitCode = Failure;
        }
    }

    private static bool HasFailed(IHostedService service) =>
        service is BackgroundService { ExecuteTask.IsFaulted: true };
}
