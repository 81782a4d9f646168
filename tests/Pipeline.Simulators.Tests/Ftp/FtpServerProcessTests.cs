using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Pipeline.Simulators.Ftp;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Simulators.Tests.Ftp;

/// <summary>Plain commands and replies over sockets: what any client sees.</summary>
public sealed class FtpServerProcessTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("ftp-root-");

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public async Task The_sample_files_are_served_with_their_size_time_and_bytes()
    {
        FeedFolder folder = new(Path.Combine(root.FullName, "ingram-micro"), new CatalogOptions { Rows = 0 });
        await using FtpServerProcess server = await FtpServerProcess.StartAsync(root.FullName);
        using PlainFtp client = await PlainFtp.LoginAsync(server);

        Assert.Equal("213 3406", await client.AskAsync("SIZE /ingram-micro/price.csv"));
        Assert.StartsWith("213 20260310060000", await client.AskAsync("MDTM /ingram-micro/price.csv"), StringComparison.Ordinal);
        Assert.Equal(SampleFiles.Read(FeedKind.Price), await client.ReadAsync("/ingram-micro/price.csv", 0));
        Assert.Equal(SampleFiles.Read(FeedKind.Stock)[100..], await client.ReadAsync("/ingram-micro/stock.csv", 100));
        Assert.NotEmpty(folder.Log);
    }

    [Fact]
    public async Task An_operator_can_upload_a_changed_file()
    {
        await using FtpServerProcess server = await FtpServerProcess.StartAsync(root.FullName);
        using PlainFtp client = await PlainFtp.LoginAsync(server);

        await client.WriteAsync("/price.csv", "changed by hand"u8.ToArray());

        Assert.Equal("changed by hand", await File.ReadAllTextAsync(Path.Combine(root.FullName, "price.csv")));
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using FtpServerProcess server = await FtpServerProcess.StartAsync(root.FullName);
        using PlainFtp client = await PlainFtp.ConnectAsync(server.Port);

        await client.AskAsync("USER reseller");

        Assert.StartsWith("530 ", await client.AskAsync("PASS guess"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_download_can_be_resumed()
    {
        byte[] file = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(i => i.ToString("D8", CultureInfo.InvariantCulture))));
        await File.WriteAllBytesAsync(Path.Combine(root.FullName, "big.csv"), file);
        await using FtpServerProcess server = await FtpServerProcess.StartAsync(root.FullName, "--cut-after", "150000", "--cut-times", "2");
        using PlainFtp client = await PlainFtp.LoginAsync(server);

        byte[] first = await client.ReadAsync("/big.csv", 0);
        byte[] second = await client.ReadAsync("/big.csv", first.Length);
        byte[] rest = await client.ReadAsync("/big.csv", first.Length + second.Length);

        Assert.InRange(first.Length, 1, 150_000);
        Assert.InRange(second.Length, 1, 150_000);
        Assert.Equal(file, first.Concat(second).Concat(rest));
    }

    /// <summary>Just enough of a client for one transfer at a time.</summary>
    private sealed class PlainFtp : IDisposable
    {
        private readonly TcpClient control;
        private readonly StreamReader replies;

        private PlainFtp(TcpClient control)
        {
            this.control = control;
            replies = new StreamReader(control.GetStream(), Encoding.ASCII);
        }

        public static async Task<PlainFtp> ConnectAsync(int port)
        {
            TcpClient control = new();
            await control.ConnectAsync(IPAddress.Loopback, port);
            PlainFtp client = new(control);
            await client.ReplyAsync();
            return client;
        }

        public static async Task<PlainFtp> LoginAsync(FtpServerProcess server)
        {
            PlainFtp client = await ConnectAsync(server.Port);
            await client.AskAsync($"USER {server.UserName}");
            Assert.StartsWith("230 ", await client.AskAsync($"PASS {server.Password}"), StringComparison.Ordinal);
            Assert.StartsWith("200 ", await client.AskAsync("TYPE I"), StringComparison.Ordinal);
            return client;
        }

        public async Task<string> AskAsync(string command)
        {
            await control.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
            return await ReplyAsync();
        }

        /// <summary>What arrives of a file, from an offset on; a broken line ends it early.</summary>
        public async Task<byte[]> ReadAsync(string path, long offset)
        {
            using TcpClient data = await OpenDataAsync();
            await AskAsync(string.Create(CultureInfo.InvariantCulture, $"REST {offset}"));
            Assert.StartsWith("150", await AskAsync($"RETR {path}"), StringComparison.Ordinal);
            using MemoryStream received = new();
            try
            {
                await data.GetStream().CopyToAsync(received);
            }
            catch (IOException)
            {
                // The line was cut: what came before counts.
            }

            await ReplyAsync();
            return received.ToArray();
        }

        public async Task WriteAsync(string path, byte[] content)
        {
            using (TcpClient data = await OpenDataAsync())
            {
                Assert.StartsWith("150", await AskAsync($"STOR {path}"), StringComparison.Ordinal);
                await data.GetStream().WriteAsync(content);
            }

            Assert.StartsWith("226", await ReplyAsync(), StringComparison.Ordinal);
        }

        public void Dispose()
        {
            replies.Dispose();
            control.Dispose();
        }

        private async Task<TcpClient> OpenDataAsync()
        {
            string reply = await AskAsync("EPSV");
            int port = int.Parse(reply.Split('|')[3], CultureInfo.InvariantCulture);
            TcpClient data = new();
            await data.ConnectAsync(IPAddress.Loopback, port);
            return data;
        }

        private async Task<string> ReplyAsync()
        {
            string line = await replies.ReadLineAsync() ?? throw new IOException("The control connection ended.");
            while (line.Length > 3 && line[3] == '-')
            {
                line = await replies.ReadLineAsync() ?? throw new IOException("The control connection ended.");
            }

            return line;
        }
    }
}
