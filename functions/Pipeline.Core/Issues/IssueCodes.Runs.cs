namespace Pipeline.Core.Issues;

public static partial class IssueCodes
{
#pragma warning disable CS1591 // As in IssueCodes.cs.
    public const string RunPartUnsupported = "RUN_PART_UNSUPPORTED";
    public const string RunWindowInvalid = "RUN_WINDOW_INVALID";
    public const string RunRecordInvalid = "RUN_RECORD_INVALID";
    public const string CountsDoNotAddUp = "COUNTS_DO_NOT_ADD_UP";
#pragma warning restore CS1591
}
