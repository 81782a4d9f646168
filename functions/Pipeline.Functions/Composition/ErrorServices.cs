using Pipeline.Core.ErrorGroups;
using Pipeline.Core.ErrorGroups.Sources;
using Pipeline.Functions.Settings;
using Pipeline.Storage.Errors;

namespace Pipeline.Functions.Composition;

/// <summary>Registers what keeps groups of errors, and what reports to them.</summary>
internal static class ErrorServices
{
    public static IServiceCollection AddErrors(this IServiceCollection services) => services
        .AddSingleton<IErrorStore, ErrorStore>()
        .AddSingleton<IErrorNotes, ErrorNotes>()
        .AddSingleton<IErrorReporter, ErrorReporter>()
        .AddSingleton<ErrorDirectory>()
        .AddSingleton<ErrorCommandHandler>()
        .AddSingleton<ErrorRetry>()
        .AddSingleton<PartnerPause>()
        .AddSingleton<ExecutionReports>()
        .AddSingleton<ErrorTruth>()
        .AddSingleton<ErrorSweep>()
        .AddSingleton<SilenceWatch>()
        .AddSingleton(static provider => new MessagePatience(provider.GetRequiredService<NotificationSettings>().UnknownOrderAlarm));
}
