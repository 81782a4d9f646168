using Pipeline.Functions.Settings;
using Pipeline.Partners.Distributors.IngramMicro;
using static Pipeline.Functions.Tests.Settings.TestSettings;

namespace Pipeline.Functions.Tests.Settings;

/// <summary>How settings reach the connector of Ingram Micro, and the life cycle.</summary>
public sealed class ServicesSettingsTests
{
    private const string Prefix = "Distributors:IngramMicro:Services:";

    [Fact]
    public void Settings_that_are_absent_or_empty_leave_the_connectors_defaults()
    {
        IngramMicroAccountOptions expected = new();

        IngramMicroAccountOptions services = Read((Prefix + "Deadline", ""), (Prefix + "Currency", ""), (Prefix + "Headers:X-Example", ""))
            .IngramMicro.Services.ToServices();

        Assert.Equivalent(expected, services, strict: true);
    }

    [Fact]
    public void Every_setting_of_the_services_reaches_the_connector()
    {
        ServicesSettings settings = Read(
            (Prefix + "Url", "https://live.example.com/"),
            (Prefix + "TestUrl", "https://test.example.com/"),
            (Prefix + "Environment", "production"),
            (Prefix + "Profile", "benelux-genesis"),
            (Prefix + "UserName", "user"),
            (Prefix + "Password", "secret"),
            (Prefix + "CustomerNumber", "20-222222"),
            (Prefix + "CountryCode", "be"),
            (Prefix + "Currency", "usd"),
            (Prefix + "SenderId", "2990000001016"),
            (Prefix + "ReceiverId", "2990000002013"),
            (Prefix + "Deadline", "00:00:30"),
            (Prefix + "Retries", "0"),
            (Prefix + "RetryPause", "00:00:01"),
            (Prefix + "PriceCache", "00:00:00"),
            (Prefix + "MinimumTls", "system"),
            (Prefix + "AllowRenegotiation", "false"),
            (Prefix + "CertificateThumbprint", new string('a', 64)),
            (Prefix + "ContentType", "text/xml; charset=iso-8859-1"),
            (Prefix + "Headers:X-Api-Version", "2")).IngramMicro.Services;

        Assert.True(settings.IsConfigured);
        Assert.Equivalent(
            new IngramMicroAccountOptions
            {
                Url = "https://live.example.com/",
                TestUrl = "https://test.example.com/",
                Environment = "production",
                Profile = "benelux-genesis",
                UserName = "user",
                Password = "secret",
                CustomerNumber = "20-222222",
                CountryCode = "BE",
                Currency = "USD",
                SenderId = "2990000001016",
                ReceiverId = "2990000002013",
                Deadline = TimeSpan.FromSeconds(30),
                Retries = 0,
                RetryPause = TimeSpan.FromSeconds(1),
                PriceCache = TimeSpan.Zero,
                MinimumTls = "system",
                AllowRenegotiation = false,
                CertificateThumbprint = new string('a', 64),
                ContentType = "text/xml; charset=iso-8859-1",
                Headers = new Dictionary<string, string> { ["X-Api-Version"] = "2" },
            },
            settings.ToServices(),
            strict: true);
    }

    [Theory]
    [InlineData(null, null, null, false)]
    [InlineData("https://a.example.com/", null, null, true)]
    [InlineData(null, "https://a.example.com/", null, true)]
    [InlineData(null, "https://a.example.com/", "test", true)]
    public void The_services_are_in_use_when_there_is_an_address_for_the_environment(
        string? url, string? testUrl, string? environment, bool expected) =>
        Assert.Equal(expected, new ServicesSettings { Url = url, TestUrl = testUrl, Environment = environment }.IsConfigured);

    [Fact]
    public void The_limits_of_the_life_cycle_are_read_and_have_defaults()
    {
        PipelineSettings defaults = Read().App;
        PipelineSettings changed = Read(
            ("Orders:Mode", "test"), ("Orders:ResponseAlarmHours", "2"), ("Orders:HoldAlarmHours", "3"), ("Orders:AskAgainMinutes", "5"),
            ("Orders:ReviewMarginMinutes", "10"),
            ("Exchanges:RetentionDays", "6"), ("Exchanges:FailedRetentionDays", "7"),
            ("Notifications:RetentionDays", "8"), ("Notifications:UnknownOrderAlarmHours", "9"), ("Notifications:MaxBodyBytes", "2048"),
            ("Landing:RetentionDays", "11")).App;

        Assert.Equal(
            [false, "04:00:00", "1.00:00:00", "00:15:00", "00:05:00", "30.00:00:00", "90.00:00:00", "90.00:00:00", "1.00:00:00", 10485760, "90.00:00:00"],
            Values(defaults));
        Assert.Equal(
            [true, "02:00:00", "03:00:00", "00:05:00", "00:10:00", "6.00:00:00", "7.00:00:00", "8.00:00:00", "09:00:00", 2048, "11.00:00:00"],
            Values(changed));
    }

    private static object[] Values(PipelineSettings settings) =>
    [
        settings.Orders.IsTest,
        $"{settings.Orders.ResponseAlarm}", $"{settings.Orders.HoldAlarm}", $"{settings.Orders.AskAgain}", $"{settings.Orders.ReviewMargin}",
        $"{settings.Exchanges.Retention}", $"{settings.Exchanges.FailedRetention}",
        $"{settings.Notifications.Retention}", $"{settings.Notifications.UnknownOrderAlarm}", settings.Notifications.BodyLimit,
        $"{settings.Landing.Retention}",
    ];
}
