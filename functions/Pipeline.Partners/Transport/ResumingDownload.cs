using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Transport;

/// <summary>Runs a download's attempts: each goes on where the one before broke off, within limits.</summary>
internal sealed class ResumingDownload(FeedSourceOptions options, TimeProvider timeProvider)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>Fetches one file.</summary>
    /// <param name="probe">What the file must be.</param>
    /// <param name="targetPath">Local file.</param>
    /// <param name="attempt">
    /// One connection: checks the file against the probe, appends from the writer's length, checks again. Its
    /// argument is the time that is left.
    /// </param>
    /// <param name="cancellationToken">Stops everything.</param>
    public async Task<DownloadedFile> RunAsync(
        RemoteFile probe,
        string targetPath,
        Func<FeedFileWriter, TimeSpan, Task> attempt,
        CancellationToken cancellationToken)
    {
        if (probe.Size > options.MaxBytes)
        {
            throw FeedErrors.TooLarge(probe.Path, options.MaxBytes);
        }

        long started = timeProvider.GetTimestamp();
        await using FeedFileWriter writer = FeedFileWriter.Open(targetPath, probe.Path, options.MaxBytes);
        for (int resumes = 0; ; resumes++)
        {
            long before = writer.Length;
            try
            {
                await attempt(writer, Left());
                return await writer.CompleteAsync(probe.ModifiedAt);
            }
            catch (FeedTransportException exception) when (resumes < options.MaxResumes
                && MayResume(exception, madeProgress: writer.Length != before, hasBytes: writer.Length > 0))
            {
                TimeSpan delay = Min(Min(options.ResumeDelay, LongestDelay) * Math.Pow(2, Math.Min(resumes, 5)), Min(LongestDelay, Left()));
                await Task.Delay(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, timeProvider, cancellationToken);
            }
        }

        TimeSpan Left() => options.Deadline - timeProvider.GetElapsedTime(started);
    }

    /// <summary>
    /// Only what broke on the way is taken up again. A first connection that fails is the caller's to retry, and a
    /// server that stays silent through a whole attempt is not asked again.
    /// </summary>
    private static bool MayResume(FeedTransportException exception, bool madeProgress, bool hasBytes) =>
        exception.Code switch
        {
            IssueCodes.FtpCut or IssueCodes.SftpCut or IssueCodes.HttpCut => true,
            IssueCodes.FtpResumeRefused => true,
            IssueCodes.FtpStalled or IssueCodes.SftpStalled or IssueCodes.HttpStalled => madeProgress,
            IssueCodes.FtpUnreachable or IssueCodes.FtpBusy or IssueCodes.FtpTlsFailed or IssueCodes.FtpTlsReuse or IssueCodes.SftpUnreachable => exception.IsTransient && hasBytes,
            IssueCodes.HttpUnreachable or IssueCodes.HttpServerError => exception.IsTransient && hasBytes,
            _ => false,
        };

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
