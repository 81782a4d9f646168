using Pipeline.Core.Flows.Scheduling;

namespace Pipeline.Functions.Settings;

/// <summary>All settings of the app, read once at start.</summary>
public sealed class PipelineSettings
{
    private PipelineSettings(IngramMicroSettings ingramMicro, StorageSettings storage, OrderSettings orders) =>
        (IngramMicro, Storage, Orders) = (ingramMicro, storage, orders);

    /// <summary>The distributor Ingram Micro.</summary>
    public IngramMicroSettings IngramMicro { get; }

    /// <summary>The storage account.</summary>
    public StorageSettings Storage { get; }

    /// <summary>The order life cycle.</summary>
    public OrderSettings Orders { get; }

    /// <summary>Days for which landed files are kept: <c>Landing__RetentionDays</c>, 90 unless set.</summary>
    public int LandingRetentionDays { get; private init; } = 90;

    /// <summary>Largest pushed body in bytes: <c>Notifications__MaxBodyBytes</c>, 10 MiB unless set.</summary>
    public int MaxNotificationBytes { get; private init; } = 10 * 1024 * 1024;

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="SettingsException">One or more are missing or wrong; it names them all.</exception>
    public static PipelineSettings Read(IConfiguration configuration, IFlowSchedule schedule)
    {
        IngramMicroSettings ingram = new();
        StorageSettings storage = new();
        configuration.GetSection(IngramMicroSettings.Section).Bind(ingram);
        configuration.GetSection(StorageSettings.Section).Bind(storage);
        storage.ConnectionString = configuration[StorageSettings.Section] is { Length: > 0 } text ? text : null;
        int maxNotificationBytes = configuration.GetValue("Notifications:MaxBodyBytes", 10 * 1024 * 1024);
        SettingFaults faults = new();
        SettingsCheck.CheckReferences(configuration, faults);
        new SettingsCheck(schedule, faults).Check(ingram, storage, maxNotificationBytes);
        OrderSettings orders = OrderSettings.Read(configuration, faults);
        return faults.All.Count == 0 ? new PipelineSettings(ingram, storage, orders)
            {
                MaxNotificationBytes = maxNotificationBytes,
                LandingRetentionDays = configuration.GetValue("Landing:RetentionDays", 90),
            }
            : throw new SettingsException(faults.All);
    }
}
