using Pipeline.Core.ErrorGroups;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Errors;

/// <summary>Keys of the table <c>Errors</c>.</summary>
internal static class ErrorKeys
{
    /// <summary>Partition of all groups; their row is the id.</summary>
    public const string Groups = "groups";

    /// <summary>Partition of subjects whose state is about to change.</summary>
    public const string Notes = "noted";

    /// <summary>Partition of a group's records.</summary>
    public static string RecordsOf(string group) => $"of-{TableKeys.Escape(group)}";

    /// <summary>Row of a record: what it is about.</summary>
    public static string RowOf(ErrorSubject subject) => $"{TableKeys.Escape(subject.Kind)}|{TableKeys.Escape(subject.Id)}";

    /// <summary>Partition of a subject's listings; their row is the group's id.</summary>
    public static string ListingsOf(ErrorSubject subject) => $"in-{RowOf(subject)}";

    /// <summary>The subject of a row that <see cref="RowOf"/> made.</summary>
    public static ErrorSubject SubjectOf(string row) => row.Split('|', 2) is [var kind, var id]
        ? new ErrorSubject(TableKeys.Unescape(kind), TableKeys.Unescape(id))
        : throw new FormatException($"'{row}' is not the row of a subject.");
}
