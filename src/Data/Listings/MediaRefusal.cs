using Lintel.Domain.Listings;

namespace Lintel.Data.Listings;

/// <summary>Why a file is not kept, and what its sender is told.</summary>
public sealed record MediaRefusal(MediaFault Fault, string Message)
{
    internal static MediaRefusal Unknown { get; } = new(MediaFault.Unknown, "There is no such upload.");

    internal static MediaRefusal ComeAlready { get; } = new(MediaFault.ComeAlready, "The file has come already.");

    internal static MediaRefusal Hash { get; } = new(MediaFault.OtherHash, "The file has not the SHA-256 that was announced.");

    internal static MediaRefusal SentAs(MediaUpload upload) =>
        new(MediaFault.SentAsOtherType, $"Send the file as {upload.ContentType}, as announced.");

    internal static MediaRefusal Length(MediaUpload upload) =>
        new(MediaFault.OtherLength, $"The file has not the {upload.ByteLength} bytes that were announced.");

    internal static MediaRefusal Type(MediaUpload upload) => new(MediaFault.OtherType, $"The file is no {upload.ContentType}, which was announced.");
}

/// <summary>What is wrong with a file that was sent.</summary>
public enum MediaFault
{
    /// <summary>It was not announced, or is deleted since.</summary>
    Unknown,

    /// <summary>It came before.</summary>
    ComeAlready,

    /// <summary>The request says another type than the announcement.</summary>
    SentAsOtherType,

    /// <summary>It is longer or shorter than announced.</summary>
    OtherLength,

    /// <summary>What it begins with is not of the type that was announced.</summary>
    OtherType,

    /// <summary>It has not the hash that was announced.</summary>
    OtherHash,
}
