using Pipeline.Core.Issues;

namespace Pipeline.Partners.Transport.Ftp.Wire;

/// <summary>Cuts the control connection's bytes into replies, single and multi-line (RFC 959 §4.2).</summary>
internal sealed class FtpReplyReader(Stream stream)
{
    private const int LongestLine = 8 * 1024;
    private const int LongestReply = 128 * 1024;

    private readonly byte[] buffer = new byte[LongestLine];
    private int start;
    private int end;

    /// <summary>True when the server has sent more than was read.</summary>
    public bool HasBufferedBytes => end > start;

    /// <summary>Reads one whole reply.</summary>
    /// <exception cref="FtpException">
    /// <see cref="IssueCodes.FtpCut"/>: the connection ended; <see cref="IssueCodes.FtpProtocol"/>: not a reply, or too long.
    /// </exception>
    public async Task<FtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        string line = await ReadLineAsync(cancellationToken);
        int code = ReadCode(line);
        List<string> lines = [line.Length > 4 ? line[4..] : ""];
        if (line.Length > 3 && line[3] == '-')
        {
            string last = line[..3] + " ";
            int length = line.Length;
            do
            {
                line = await ReadLineAsync(cancellationToken);
                length += line.Length;
                if (length > LongestReply)
                {
                    throw FtpErrors.Protocol($"a reply passes {LongestReply} bytes");
                }

                lines.Add(line.StartsWith(last, StringComparison.Ordinal) ? line[4..] : line);
            }
            while (!line.StartsWith(last, StringComparison.Ordinal) && line != last.TrimEnd());
        }

        return new FtpReply(code, string.Join('\n', lines));
    }

    private static int ReadCode(string line)
    {
        bool isReply = line.Length >= 3
            && line[0] is >= '1' and <= '6' && char.IsAsciiDigit(line[1]) && char.IsAsciiDigit(line[2])
            && (line.Length == 3 || line[3] is ' ' or '-');
        return isReply
            ? ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0')
            : throw FtpErrors.Protocol("a line without a reply code came");
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        int searched = start;
        while (true)
        {
            int feed = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                int stop = searched + feed;
                int length = stop > start && buffer[stop - 1] == (byte)'\r' ? stop - 1 - start : stop - start;
                string line = FtpText.Decode(buffer.AsSpan(start, length));
                start = stop + 1;
                return line;
            }

            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                end -= start;
                start = 0;
            }

            searched = end;
            if (end == buffer.Length)
            {
                throw FtpErrors.Protocol($"a reply line passes {LongestLine} bytes");
            }

            int read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0)
            {
                throw FtpErrors.Cut("the server closed the control connection", reply: null, cause: null);
            }

            end += read;
        }
    }
}
