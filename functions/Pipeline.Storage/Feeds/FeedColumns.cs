using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Feeds;

/// <summary>The columns of the tables <c>Feeds</c> and <c>FeedFiles</c>.</summary>
internal static class FeedColumns
{
    public static TableEntity Entity(FeedRecord record) =>
        new(TableKeys.Escape(record.Feed.Distributor), record.Feed.KindName)
        {
            ["Accepted"] = Json(record.Accepted, FeedJson.Default.AcceptedFile),
            ["Applying"] = Json(record.Applying, FeedJson.Default.ApplyingFile),
            ["LastLanded"] = Json(record.LastLanded, FeedJson.Default.RemoteStamp),
            ["ChangesExpiredBefore"] = record.ChangesExpiredBefore,
        };

    public static FeedRecord Record(FeedId feed, TableEntity entity) => new()
    {
        Feed = feed,
        Accepted = Read(entity.GetString("Accepted"), FeedJson.Default.AcceptedFile),
        Applying = Read(entity.GetString("Applying"), FeedJson.Default.ApplyingFile),
        LastLanded = Read(entity.GetString("LastLanded"), FeedJson.Default.RemoteStamp),
        ChangesExpiredBefore = entity.GetDateTimeOffset("ChangesExpiredBefore"),
    };

    public static TableEntity Entity(FeedFile file) =>
        new(FeedKeys.FilesPartition(file.Feed), FeedKeys.FileRow(file.Feed, file.Blob))
        {
            ["Blob"] = file.Blob,
            ["FileTime"] = file.FileTime,
            ["LandedAt"] = file.LandedAt,
            ["Size"] = file.Size,
            ["Sha256"] = file.Sha256,
            ["RemotePath"] = file.RemotePath,
            ["ExecutionId"] = file.ExecutionId,
            ["Profile"] = file.Profile,
            ["Status"] = file.Status.ToString(),
            ["ReasonCode"] = file.ReasonCode,
            ["Reason"] = file.Reason,
            ["Counts"] = Json(file.Counts, FeedJson.Default.FeedCounts),
            ["Sequence"] = file.Sequence,
            ["AcceptedAt"] = file.AcceptedAt,
            ["DecidedBy"] = file.DecidedBy,
            ["JudgedWith"] = file.JudgedWith,
        };

    public static FeedFile File(FeedId feed, TableEntity e) => new()
    {
        Feed = feed,
        Blob = e.GetString("Blob") ?? throw new InvalidDataException($"Row {e.RowKey} of {FeedKeys.Files} names no blob."),
        FileTime = e.GetDateTimeOffset("FileTime") ?? default,
        LandedAt = e.GetDateTimeOffset("LandedAt") ?? default,
        Size = e.GetInt64("Size") ?? 0,
        Sha256 = e.GetString("Sha256"),
        RemotePath = e.GetString("RemotePath"),
        ExecutionId = e.GetString("ExecutionId"),
        Profile = e.GetString("Profile"),
        Status = Enum.Parse<FeedFileStatus>(e.GetString("Status") ?? nameof(FeedFileStatus.Landed)),
        ReasonCode = e.GetString("ReasonCode"),
        Reason = e.GetString("Reason"),
        Counts = Read(e.GetString("Counts"), FeedJson.Default.FeedCounts),
        Sequence = e.GetInt64("Sequence"),
        AcceptedAt = e.GetDateTimeOffset("AcceptedAt"),
        DecidedBy = e.GetString("DecidedBy"),
        JudgedWith = e.GetString("JudgedWith"),
    };

    private static string? Json<T>(T? value, JsonTypeInfo<T> type)
        where T : class => value is null ? null : JsonSerializer.Serialize(value, type);

    private static T? Read<T>(string? json, JsonTypeInfo<T> type)
        where T : class => json is null ? null : JsonSerializer.Deserialize(json, type);
}
