namespace Pipeline.LocalHost.Tests.Conformance;

/// <summary>Puts the process into the time zone of a vector.</summary>
internal sealed class HostTimeZone : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable("TZ");

    public HostTimeZone(string zone)
    {
        Set(zone);
        Assert.Equal(zone == "UTC" ? 0 : 60, TimeZoneInfo.Local.BaseUtcOffset.TotalMinutes);
    }

    public void Dispose() => Set(_before);

    private static void Set(string? zone)
    {
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
    }
}
