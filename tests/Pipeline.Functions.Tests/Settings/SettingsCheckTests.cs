using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Pipeline.Functions.Composition;
using Pipeline.Functions.Settings;
using Pipeline.Partners.Distributors.IngramMicro;
using Pipeline.Partners.Settings;
using static Pipeline.Functions.Tests.Settings.TestSettings;

namespace Pipeline.Functions.Tests.Settings;

public sealed class SettingsCheckTests
{
    private const string Feed = "Distributors:IngramMicro:Feeds:Price:";
    private const string Services = "Distributors:IngramMicro:Services:";
    private const string Other = "Distributors:Intcomex:";

    [Fact]
    public void Settings_that_say_nothing_but_the_storage_are_fine()
    {
        SettingsAsRead settings = Read();

        Assert.Equal("Europe/Paris", settings.IngramMicro.TimeZone);
        Assert.False(settings.IngramMicro.Feeds.Price.IsConfigured);
    }

    [Fact]
    public void Every_setting_of_a_feed_is_read()
    {
        SettingsAsRead settings = Read(
            (Feed + "Url", "ftpes://ftp.example.com/PRICE.TXT"),
            (Feed + "UserName", "user"),
            (Feed + "Password", "secret"),
            (Feed + "Profile", "fr"),
            (Feed + "Schedule", "0 0 7 * * *"),
            (Feed + "CertificateThumbprint", new string('a', 64)));

        FeedSettings price = settings.IngramMicro.Feeds.Price;
        Assert.Equal(
            ("ftpes://ftp.example.com/PRICE.TXT", "user", "secret", "fr", "0 0 7 * * *", 64),
            (price.Url, price.UserName, price.Password, price.Profile, price.Schedule, price.CertificateThumbprint!.Length));
    }

    [Theory]
    [InlineData("Distributors:IngramMicro:TimeZone", "Mars/Olympus", "Distributors__IngramMicro__TimeZone 'Mars/Olympus' is no time zone")]
    [InlineData(Feed + "Url", "PRICE.TXT", "Distributors__IngramMicro__Feeds__Price__Url is no address")]
    [InlineData(Feed + "Url", "gopher://example.com/PRICE.TXT", "Distributors__IngramMicro__Feeds__Price__Url has the scheme 'gopher'; expected is one of ftp, ftpes, ftps, sftp, https.")]
    [InlineData(Feed + "Url", "ftp://user:hunter2@example.com/PRICE.TXT", "Distributors__IngramMicro__Feeds__Price__Url holds credentials")]
    [InlineData(Feed + "Url", "http://example.com/PRICE.TXT", "Distributors__IngramMicro__Feeds__Price__Url is clear-text HTTP")]
    [InlineData(Feed + "Schedule", "0 6 * * *", "Distributors__IngramMicro__Feeds__Price__Schedule '0 6 * * *' has 5 fields")]
    [InlineData(Feed + "CertificateThumbprint", "hunter2", "Distributors__IngramMicro__Feeds__Price__CertificateThumbprint is no SHA-256")]
    [InlineData(Feed + "HostKeyFingerprint", "hunter2", "Distributors__IngramMicro__Feeds__Price__HostKeyFingerprint is no fingerprint of a host key: SHA256: and 43")]
    [InlineData(Feed + "HostKeyFingerprint", "MD5:97:70:33:82:fd:29:3a:73:39:af:6a:07:ad:f8:80:49", "Distributors__IngramMicro__Feeds__Price__HostKeyFingerprint is no")]
    [InlineData(Feed + "PrivateKey", "ssh-ed25519 AAAAhunter2", "Distributors__IngramMicro__Feeds__Price__PrivateKey is no private key")]
    [InlineData(Feed + "MaxAgeHours", "a week", "Distributors__IngramMicro__Feeds__Price__MaxAgeHours is 'a week'; expected is a number of hours, or 0 for any age.")]
    [InlineData("Distributors:IngramMicro:Services:Environment", "staging", "Distributors__IngramMicro__Services__Environment 'staging' is neither test nor production.")]
    [InlineData("Distributors:IngramMicro:Services:CountryCode", "FRA", "Distributors__IngramMicro__Services__CountryCode 'FRA' is no country of two letters")]
    [InlineData("Distributors:IngramMicro:Push:BasicUserName", "ingram", "Distributors__IngramMicro__Push__BasicUserName and BasicPassword go together")]
    [InlineData("Distributors:IngramMicro:Push:AllowedAddresses", "10.0.0.0/8,everyone", "Distributors__IngramMicro__Push__AllowedAddresses 'everyone' is neither an address nor a network")]
    [InlineData("Distributors:IngramMicro:Push:KeyNext", "hunter2", "Distributors__IngramMicro__Push__KeyNext is set without the value it follows")]
    [InlineData("Distributors:IngramMicro:Push:HmacSecretNext", "hunter2", "Distributors__IngramMicro__Push__HmacSecretNext is set without the value it follows")]
    [InlineData("Distributors:IngramMicro:Push:Key", "hunter2/", "Distributors__IngramMicro__Push__Key holds a slash")]
    [InlineData("Distributors:IngramMicro:Push:BasicPasswordNext", "hunter2", "Distributors__IngramMicro__Push__BasicPasswordNext is set without the value it follows")]
    [InlineData(Services + "TestUrl", "http://example.com/", "Distributors__IngramMicro__Services__TestUrl is clear-text HTTP")]
    [InlineData(Services + "Currency", "EURO", "Distributors__IngramMicro__Services__Currency 'EURO' is no currency of three letters")]
    [InlineData(Services + "Deadline", "60", "Distributors__IngramMicro__Services__Deadline is '60'; expected are hours, minutes and seconds from 00:00:01 to 00:10:00.")]
    [InlineData(Services + "Deadline", "00:20:00", "Distributors__IngramMicro__Services__Deadline is '00:20:00'; expected are")]
    [InlineData(Services + "RetryPause", "00:01:00", "Distributors__IngramMicro__Services__RetryPause is '00:01:00'; expected are")]
    [InlineData(Services + "PriceCache", "soon", "Distributors__IngramMicro__Services__PriceCache is 'soon'; expected are")]
    [InlineData(Services + "Retries", "11", "Distributors__IngramMicro__Services__Retries is '11'; expected is a whole number from 0 to 10.")]
    [InlineData(Services + "MinimumTls", "1.1", "Distributors__IngramMicro__Services__MinimumTls '1.1' is none of 1.2, 1.3 and system.")]
    [InlineData(Services + "AllowRenegotiation", "yes", "Distributors__IngramMicro__Services__AllowRenegotiation 'yes' is neither true nor false.")]
    [InlineData(Services + "CertificateThumbprint", "hunter2", "Distributors__IngramMicro__Services__CertificateThumbprint is no SHA-256")]
    [InlineData(Services + "ContentType", "xml", "Distributors__IngramMicro__Services__ContentType 'xml' is no content type")]
    [InlineData(Services + "Headers:X Key", "hunter2", "Distributors__IngramMicro__Services__Headers__X Key cannot be a header")]
    [InlineData(Other + "Services:Url", "http://intcomex-test.example.com/v1/", "Distributors__Intcomex__Services__Url is clear-text HTTP")]
    [InlineData(Other + "Services:Url", "https://intcomex-prod.apigee.net/v1/", "Distributors__Intcomex__Services__Environment is test, and Url leads to intcomex-prod.apigee.net, which is the other one.")]
    [InlineData(Other + "Services:Environment", "dev", "Distributors__Intcomex__Services__Environment 'dev' is neither test nor production.")]
    [InlineData(Other + "Services:ShipTo:0:AddressId", "three", "Distributors__Intcomex__Services__ShipTo__0__AddressId is 'three'; expected is a whole number", 4)]
    [InlineData(Other + "Services:ShipTo:0:Kind", "theirs", "Distributors__Intcomex__Services__ShipTo__0__Kind 'theirs' is neither own nor intcomex.")]
    [InlineData(Other + "Currency", "dollar", "Distributors__Intcomex__Currency 'dollar' is no currency of three letters")]
    [InlineData(Other + "MinimumUnits", "-1", "Distributors__Intcomex__MinimumUnits is '-1'; expected is a whole number from 0 to 1000000.")]
    [InlineData(Other + "Feeds:Stock:PageSize", "5000", "Distributors__Intcomex__Feeds__Stock__PageSize is '5000'; expected is a whole number from 0 to 1000.")]
    [InlineData(Other + "Feeds:Content:Schedule", "monthly", "Distributors__Intcomex__Feeds__Content__Schedule 'monthly' has 1 fields")]
    [InlineData(Other + "Polling:FastSeconds", "1", "Distributors__Intcomex__Polling__FastSeconds is '1'; expected is a whole number from 5 to 3600.")]
    [InlineData(Other + "Reconcile:Days", "0", "Distributors__Intcomex__Reconcile__Days is '0'; expected is a whole number from 1 to 90.")]
    [InlineData(Other + "Recovery:Seconds", "soon", "Distributors__Intcomex__Recovery__Seconds 'soon' is no list of seconds, such as 0,60,300.")]
    [InlineData("Orders:Mode", "dry", "Orders__Mode 'dry' is neither live nor test.")]
    [InlineData("Orders:ResponseAlarmHours", "0", "Orders__ResponseAlarmHours is '0'; expected is a whole number from 1 to 720.")]
    [InlineData("Orders:HoldAlarmHours", "never", "Orders__HoldAlarmHours is 'never'; expected is a whole number from 1 to 720.")]
    [InlineData("Orders:AskAgainMinutes", "-1", "Orders__AskAgainMinutes is '-1'; expected is a whole number from 1 to 1440.")]
    [InlineData("Exchanges:RetentionDays", "0", "Exchanges__RetentionDays is '0'; expected is a whole number from 1 to 3650.")]
    [InlineData("Exchanges:FailedRetentionDays", "1.5", "Exchanges__FailedRetentionDays is '1.5'; expected is a whole number from 1 to 3650.")]
    [InlineData("Notifications:RetentionDays", "x", "Notifications__RetentionDays is 'x'; expected is a whole number from 1 to 3650.")]
    [InlineData("Alerts:MailTo", "mia@example.com", "Alerts__MailFrom is missing, and mail is to be sent.", 2)]
    [InlineData("Alerts:MailTo", "mia at example", "Alerts__MailTo is no list of mail addresses", 3)]
    [InlineData("Alerts:SmtpUrl", "mail.example.com", "Alerts__SmtpUrl is no address")]
    [InlineData("Alerts:WebhookUrl", "http://example.com/hook", "Alerts__WebhookUrl is no address of HTTPS.")]
    [InlineData("Alerts:PageUrl", "http://example.com", "Alerts__PageUrl is clear-text HTTP")]
    [InlineData("Notifications:UnknownOrderAlarmHours", "x", "Notifications__UnknownOrderAlarmHours is 'x'; expected is a whole number from 1 to 720.")]
    [InlineData("Notifications:MaxBodyBytes", "1", "Notifications__MaxBodyBytes is '1'; expected is a whole number from 1024 to 16777216.")]
    [InlineData("Landing:RetentionDays", "ever", "Landing__RetentionDays is 'ever'; expected is a whole number from 1 to 3650.")]
    public void A_wrong_setting_is_named_as_it_is_written(string key, string value, string expected, int faults = 1)
    {
        SettingsException refused = Assert.Throws<SettingsException>(() => Read((key, value)));

        Assert.Equal(faults, refused.Faults.Count);
        Assert.StartsWith(expected, refused.Faults[0], StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Distributors:IngramMicro:Push:HmacSecret", "Distributors__IngramMicro__Push__HmacSecret")]
    [InlineData(Feed + "Password", "Distributors__IngramMicro__Feeds__Price__Password")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING")]
    public void A_reference_to_the_vault_that_was_not_resolved_stops_the_start(string key, string name)
    {
        SettingsException refused = Assert.Throws<SettingsException>(
            () => Read((key, "@Microsoft.KeyVault(SecretUri=https://kv-hunter2.vault.azure.net/secrets/x)")));

        Assert.Equal(
            $"{name} is a reference to Key Vault that was not resolved: the secret is missing, or the app may not read it.",
            Assert.Single(refused.Faults));
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_mentions_the_vault_is_a_secret() =>
        Assert.Equal("x@Microsoft.KeyVault(y)", Read((Feed + "Password", "x@Microsoft.KeyVault(y)")).IngramMicro.Feeds.Price.Password);

    [Fact]
    public void SFTP_needs_a_user_and_a_password_or_a_key_and_may_start_without_a_fingerprint()
    {
        SettingsException refused = Assert.Throws<SettingsException>(() => Read((Feed + "Url", "sftp://example.com/PRICE.TXT")));

        Assert.Equal(
            [
                "Distributors__IngramMicro__Feeds__Price__UserName is missing: SFTP knows no anonymous login.",
                "Distributors__IngramMicro__Feeds__Price__Password and PrivateKey are missing: SFTP needs one of them.",
            ],
            refused.Faults);
        _ = Read((Feed + "Url", "sftp://example.com/PRICE.TXT"), (Feed + "UserName", "user"), (Feed + "Password", "secret"));
        FeedSettings byKey = Read(
            (Feed + "Url", "sftp://example.com/PRICE.TXT"),
            (Feed + "UserName", "user"),
            (Feed + "PrivateKey", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----"),
            (Feed + "HostKeyFingerprint", "SHA256:uNiVztksCsDhcc0u9e8BrJk4XuOhHmoV5y0m9yCIlRM")).IngramMicro.Feeds.Price;
        Assert.StartsWith("-----BEGIN", byKey.PrivateKey, StringComparison.Ordinal);
        Assert.Equal("SHA256:uNiVztksCsDhcc0u9e8BrJk4XuOhHmoV5y0m9yCIlRM", byKey.HostKeyFingerprint);
    }

    [Fact]
    public void An_address_in_production_and_a_test_one_are_told_apart()
    {
        SettingsException refused = Assert.Throws<SettingsException>(static () => Read(
            (Other + "Services:Environment", "production"), (Other + "Services:Url", "https://intcomex-test.apigee.net/v1/")));

        Assert.Equal(
            "Distributors__Intcomex__Services__Environment is production, and Url leads to intcomex-test.apigee.net, which is the other one.",
            Assert.Single(refused.Faults));
        _ = Read((Other + "Services:Environment", "production"), (Other + "Services:Url", "https://intcomex-prod.apigee.net/v1/"));
        _ = Read((Other + "Services:Url", "http://127.0.0.1:7071/intcomex/v1/"));
    }

    [Fact]
    public void A_list_of_addresses_and_of_times_is_read()
    {
        SettingsAsRead settings = Read(
            (Other + "Services:ShipTo:0:Street", "Calle 1"), (Other + "Services:ShipTo:0:City", "Bogota"), (Other + "Services:ShipTo:0:Country", "CO"),
            (Other + "Services:ShipTo:1:Kind", ""), (Other + "Recovery:Seconds", "300, 0,60"));

        Assert.Equal([true, false], settings.Intcomex.Services.ShipTo.Select(static place => place.IsGiven));
        Assert.Equal([0, 60, 300], settings.Intcomex.Recovery.Times.Select(static time => (int)time.TotalSeconds));
        Assert.Equal(("America/Bogota", "USD", 2), (settings.Intcomex.TimeZone, settings.Intcomex.Currency, settings.Intcomex.UnitsNotOffered));
    }

    [Fact]
    public void All_wrong_settings_are_named_at_once()
    {
        SettingsException refused = Assert.Throws<SettingsException>(
            static () => ReadAlone(("Distributors:IngramMicro:TimeZone", "x"), (Feed + "Schedule", "x")));

        Assert.Equal(3, refused.Faults.Count);
        Assert.StartsWith("AzureWebJobsStorage is missing", refused.Faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_zone_that_is_empty_is_the_usual_one() =>
        Assert.Equal("Europe/Paris", Read(("Distributors:IngramMicro:TimeZone", "")).IngramMicro.TimeZone);

    [Fact]
    public async Task The_host_validates_the_settings_before_it_listens()
    {
        bool hasStarted = false;
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSettings(builder.Configuration).AddHostedService(_ => new Listener(() => hasStarted = true));
        using IHost host = builder.Build();

        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.StartsWith("AzureWebJobsStorage is missing", Assert.Single(refused.Failures), StringComparison.Ordinal);
        Assert.False(hasStarted);
    }

    [Fact]
    public void An_account_name_makes_the_public_clouds_addresses()
    {
        PipelineSettings settings = ReadAlone(("AzureWebJobsStorage:accountName", "shop")).App;

        Assert.Equal(new Uri("https://shop.table.core.windows.net"), settings.Storage.EndpointOf("table"));
        Assert.Null(settings.Storage.ConnectionString);
    }

    [Fact]
    public void The_sample_has_a_line_for_every_setting_and_passes_the_check()
    {
        IConfigurationRoot sample = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json"))
            .Build();
        string[] lines = [.. sample.GetSection("Values").GetChildren().Select(static line => line.Key)];

        string[] expected =
        [
            .. Names("Distributors__IngramMicro__Feeds__Price__", typeof(FeedSettings)),
            .. Names("Distributors__IngramMicro__Feeds__Stock__", typeof(FeedSettings)),
            .. Names("Distributors__IngramMicro__Feeds__Category__", typeof(FeedSettings)),
            .. Names("Distributors__IngramMicro__Services__", typeof(ServicesSettings)),
            .. Names("Distributors__IngramMicro__Push__", typeof(PushSettings)),
            "Distributors__IngramMicro__Services__Headers__X-Example",
            .. Names("Orders__", typeof(OrderSettings)),
            .. Names("Exchanges__", typeof(ExchangeSettings)),
            .. Names("Notifications__", typeof(NotificationSettings)),
            .. Names("Landing__", typeof(LandingSettings)),
            .. Names("Changes__", typeof(ChangeSettings)),
            "Distributors__IngramMicro__TimeZone", "AzureWebJobsStorage", "AzureWebJobsStorage__accountName",
        ];
        Assert.Empty(expected.Except(lines));
        Assert.NotNull(ReadAlone([.. sample.GetSection("Values").GetChildren()
            .Select(static line => (line.Key.Replace("__", ":", StringComparison.Ordinal), line.Value!))]));
    }

    private static IEnumerable<string> Names(string prefix, Type settings) => settings.GetProperties()
        .Where(static property => property.CanWrite)
        .Select(property => prefix + property.Name);

    private sealed class Listener(Action started) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            started();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
