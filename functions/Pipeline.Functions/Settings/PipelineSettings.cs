namespace Pipeline.Functions.Settings;

/// <summary>All settings that belong to no partner. They are read once and validated at start.</summary>
public sealed class PipelineSettings(
    StorageSettings storage,
    OrderSettings orders,
    ExchangeSettings exchanges,
    NotificationSettings notifications,
    LandingSettings landing)
{
    /// <summary>The storage account.</summary>
    public StorageSettings Storage => storage;

    /// <summary>The order life cycle.</summary>
    public OrderSettings Orders => orders;

    /// <summary>Exchanges with partners.</summary>
    public ExchangeSettings Exchanges => exchanges;

    /// <summary>Pushed messages.</summary>
    public NotificationSettings Notifications => notifications;

    /// <summary>Landed files.</summary>
    public LandingSettings Landing => landing;
}
