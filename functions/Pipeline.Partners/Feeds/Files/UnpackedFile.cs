using Pipeline.Core.Issues;
using System.Buffers;
using System.IO.Compression;
using System.Text;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Partners.Feeds.Files;

/// <summary>Turns a landed file into one that can be read at any offset: unpacked, and not in UTF-16.</summary>
internal static class UnpackedFile
{
    private const long RatioFreeBytes = 64L << 20;

    /// <summary>Returns the path of the plain file: the landed one itself, or a new one in the work folder.</summary>
    /// <exception cref="FeedRefusedException">Damaged archive, none or several entries, too large when unpacked.</exception>
    public static string Prepare(string path, FeedProfile profile, string workFolder, CancellationToken cancellationToken)
    {
        string plain = Unpack(path, profile, workFolder, cancellationToken);
        Span<byte> mark = stackalloc byte[2];
        using (FileStream file = File.OpenRead(plain))
        {
            mark = mark[..file.ReadAtLeast(mark, 2, throwOnEndOfStream: false)];
        }

        Encoding? wide = mark switch
        {
            [0xFF, 0xFE] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
            [0xFE, 0xFF] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
            _ => null,
        };
        return wide is null ? plain : Narrow(plain, wide, profile, workFolder, cancellationToken);
    }

    private static string Unpack(string path, FeedProfile profile, string workFolder, CancellationToken cancellationToken)
    {
        using FileStream packed = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[4];
        magic = magic[..packed.ReadAtLeast(magic, 4, throwOnEndOfStream: false)];
        packed.Position = 0;
        try
        {
            switch (magic)
            {
                case [(byte)'P', (byte)'K', 3, 4] or [(byte)'P', (byte)'K', 5, 6]:
                    using (FileStream whole = WithoutPadding(packed, workFolder))
                    using (ZipArchive archive = new(whole, ZipArchiveMode.Read))
                    using (ZipEntryText entry = new(SingleEntry(archive)))
                    {
                        return Copy(entry, packed.Length, profile, workFolder, cancellationToken);
                    }

                case [0x1F, 0x8B, ..]:
                    using (GzipMembers gzip = new(packed))
                    {
                        return Copy(gzip, packed.Length, profile, workFolder, cancellationToken);
                    }

                default:
                    return path;
            }
        }
        catch (InvalidDataException exception)
        {
            throw new FeedRefusedException(
                IssueCodes.FeedArchive, $"The packed file cannot be unpacked: {exception.Message} A complete ZIP or GZIP file is expected.");
        }
    }

    /// <summary>The archive's end is looked for within 64 KiB; of more zeros behind it a copy without them is made.</summary>
    private static FileStream WithoutPadding(FileStream packed, string workFolder)
    {
        const int searched = 32 * 1024;
        const int ownZeros = 20;
        long end = packed.Length;
        byte[] block = new byte[64 * 1024];
        for (int last = -1; last < 0 && end > 0;)
        {
            int length = (int)Math.Min(block.Length, end);
            RandomAccess.Read(packed.SafeFileHandle, block.AsSpan(0, length), end - length);
            last = block.AsSpan(0, length).LastIndexOfAnyExcept((byte)0);
            end -= length - 1 - last;
        }

        if (packed.Length - end < searched)
        {
            return packed;
        }

        string target = Path.Combine(workFolder, Path.GetRandomFileName());
        FileStream copy = new(target, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        packed.CopyTo(copy);
        copy.SetLength(end + ownZeros);
        copy.Position = 0;
        return copy;
    }

    private static ZipArchiveEntry SingleEntry(ZipArchive archive)
    {
        List<ZipArchiveEntry> files = [.. archive.Entries.Where(entry => !entry.FullName.EndsWith('/') && !IsOfFinder(entry))];
        return files.Count == 1
            ? files[0]
            : throw new FeedRefusedException(
                IssueCodes.FeedArchiveEntries,
                $"The archive holds {files.Count} files ({string.Join(", ", files.Take(5).Select(entry => entry.FullName))}); exactly one is expected.");
    }

    /// <summary>What macOS puts beside each file: its attributes (AppleDouble) and the look of the folder.</summary>
    private static bool IsOfFinder(ZipArchiveEntry entry) =>
        entry.Name.StartsWith("._", StringComparison.Ordinal) || entry.Name == ".DS_Store"
        || entry.FullName.Split('/').Contains("__MACOSX");

    private static string Copy(
        Stream source, long packedBytes, FeedProfile profile, string workFolder, CancellationToken cancellationToken)
    {
        string target = Path.Combine(workFolder, Path.GetRandomFileName());
        long limit = Math.Min(
            profile.MaxUnpackedBytes, Math.Max(RatioFreeBytes, packedBytes * profile.MaxUnpackRatio));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            using FileStream file = new(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            long total = 0;
            for (int read; (read = source.Read(buffer)) > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                total += read;
                if (total > limit)
                {
                    throw new FeedRefusedException(
                        IssueCodes.FeedBomb, $"The file of {packedBytes} bytes unpacks to more than {limit} bytes.");
                }

                file.Write(buffer.AsSpan(0, read));
            }

            return target;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Narrow(
        string path, Encoding wide, FeedProfile profile, string workFolder, CancellationToken cancellationToken)
    {
        using FileStream source = File.OpenRead(path);
        using Stream utf8 = Encoding.CreateTranscodingStream(source, wide, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return Copy(utf8, source.Length, profile, workFolder, cancellationToken);
    }
}
