using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Partners.Transport.Ftp;

namespace Pipeline.Partners.Tests.Transport;

[Collection(VsftpdTestGroup.Name)]
public sealed class AsyncFtpClientTests(VsftpdFixture servers)
{
    [Fact]
    public async Task A_wrong_password_is_refused_without_showing_it()
    {
        await using AsyncFtpClient client = Client(Config() with { Password = "Wr0ng-and-secret" });

        FtpException refused = await Assert.ThrowsAsync<FtpException>(() => client.ConnectAsync(CancellationToken.None));

        Assert.Equal("FTP_LOGIN_REFUSED", refused.Code);
        Assert.Equal(530, refused.Reply!.Code);
        Assert.False(refused.IsTransient);
        Assert.DoesNotContain("Wr0ng", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(servers.Plain.UserName, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_port_is_unreachable_and_worth_a_retry()
    {
        await using AsyncFtpClient client = Client(Config() with { Port = 1 });

        FtpException refused = await Assert.ThrowsAsync<FtpException>(() => client.ConnectAsync(CancellationToken.None));

        Assert.Equal("FTP_UNREACHABLE", refused.Code);
        Assert.True(refused.IsTransient);
    }

    [Fact]
    public async Task A_missing_file_has_no_facts_and_cannot_be_opened()
    {
        await using AsyncFtpClient client = await ConnectedAsync();

        FtpFileFacts? facts = await client.GetFileFactsAsync("nowhere/PRICE.TXT", CancellationToken.None);
        FtpException missing = await Assert.ThrowsAsync<FtpException>(
            () => client.OpenReadAsync("nowhere/PRICE.TXT", offset: 0, CancellationToken.None));

        Assert.Null(facts);
        Assert.Equal("FTP_FILE_MISSING", missing.Code);
        Assert.Equal(550, missing.Reply!.Code);
    }

    [Theory]
    [InlineData("PRICE.TXT\r\nDELE PRICE.TXT")]
    [InlineData("PRICE\n.TXT")]
    [InlineData("PRICE\0.TXT")]
    public async Task A_name_that_would_smuggle_in_a_command_is_not_sent(string path)
    {
        await using AsyncFtpClient client = await ConnectedAsync();

        FtpException refused = await Assert.ThrowsAsync<FtpException>(
            () => client.GetFileFactsAsync(path, CancellationToken.None));

        Assert.Equal("FTP_NAME_REFUSED", refused.Code);
        Assert.DoesNotContain("DELE", servers.Plain.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_listed_with_sizes_and_kinds()
    {
        using FeedFolder folder = new(servers.Plain);
        folder.Put("PRICE LIST.TXT", FeedFolder.Bytes(1234));
        Directory.CreateDirectory(Path.Combine(folder.Remote, "old"));
        await using AsyncFtpClient client = await ConnectedAsync();

        IReadOnlyList<FtpListItem> items = await client.GetListingAsync(
            Path.GetFileName(folder.Remote), CancellationToken.None);

        Assert.Equal(["PRICE LIST.TXT", "old"], items.Select(item => item.Name).Order(StringComparer.Ordinal));
        FtpListItem file = Assert.Single(items, item => item.Type == FtpObjectType.File);
        Assert.Equal(1234, file.Size);
        Assert.Equal(new DateOnly(2026, 3, 10), DateOnly.FromDateTime(file.Modified!.Value.UtcDateTime));
    }

    [Fact]
    public async Task Names_in_UTF8_and_names_in_Latin1_are_both_found()
    {
        using FeedFolder folder = new(servers.Plain);
        folder.Put("prix-été.txt", Encoding.ASCII.GetBytes("utf-8"));
        await using Latin1NamedFile latin1File = await Latin1NamedFile.WriteAsync(folder.Remote);
        await using AsyncFtpClient client = await ConnectedAsync();
        string name = Path.GetFileName(folder.Remote);

        FtpFileFacts? utf8 = await client.GetFileFactsAsync($"{name}/prix-été.txt", CancellationToken.None);
        FtpFileFacts? latin1 = await client.GetFileFactsAsync($"{name}/catégorie.txt", CancellationToken.None);
        await using AsyncFtpClient fresh = await ConnectedAsync();
        await using Stream stream = await fresh.OpenReadAsync($"{name}/catégorie.txt", offset: 0, CancellationToken.None);
        using StreamReader text = new(stream);

        Assert.Equal(5, utf8!.Size);
        Assert.Equal(7, latin1!.Size);
        Assert.Equal("latin-1", await text.ReadToEndAsync());
        IReadOnlyList<FtpListItem> items = await client.GetListingAsync(name, CancellationToken.None);
        Assert.Equal(["catégorie.txt", "prix-été.txt"], items.Select(item => item.Name).Order(StringComparer.Ordinal));
    }

    private static AsyncFtpClient Client(FtpConfig config) => new(config, TimeProvider.System, NullLogger.Instance);

    private FtpConfig Config() => new()
    {
        Host = "127.0.0.1",
        Port = servers.Plain.Port,
        UserName = servers.Plain.UserName,
        Password = servers.Plain.Password,
        StallTimeout = TimeSpan.FromSeconds(20),
    };

    private async Task<AsyncFtpClient> ConnectedAsync()
    {
        AsyncFtpClient client = Client(Config());
        await client.ConnectAsync(CancellationToken.None);
        return client;
    }
}
