using System.Text;
using SmartCity.Domain.Ledger;
using SmartCity.Projections.Ledger;

namespace SmartCity.Domain.Tests.Ledger;

/// <summary>Notes and checkpoints as C2SP writes them, the example of its specification first.</summary>
public sealed class SignedNoteTests
{
    private const string Key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private const string Note =
        "This is an example message.\n\n"
        + "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    [Fact]
    public void The_example_of_the_specification_is_signed_by_its_key()
    {
        var key = NoteKey.Parse(Key).ShouldNotBeNull();
        key.Id.ShouldBe(0x530d903au);
        key.ToString().ShouldBe(Key);
        var note = SignedNote.Parse(Note).ShouldNotBeNull();
        note.ToString().ShouldBe(Note);
        note.SignedBy([key], NoteSigning.IsRight).ShouldBe([key]);
    }

    [Fact]
    public void A_changed_text_is_signed_by_nobody()
    {
        var key = NoteKey.Parse(Key)!;
        SignedNote.Parse(Note.Replace("example message", "example massage", StringComparison.Ordinal))!
            .SignedBy([key], NoteSigning.IsRight).ShouldBeEmpty();
        SignedNote.Parse(Note)!.SignedBy([], NoteSigning.IsRight).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n\u2014 name\n")]
    [InlineData("text\n\n- name AAAAAAAA\n")]
    [InlineData("te\txt\n\n\u2014 name AAAAAAAA\n")]
    public void Anything_else_is_no_note(string text) => SignedNote.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a")]
    [InlineData("")]
    public void Anything_else_is_no_key(string text) => NoteKey.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData(NoteAlgorithm.Ed25519)]
    [InlineData(NoteAlgorithm.Sm2)]
    public void What_a_signer_signs_is_right_for_its_key_and_for_no_other(NoteAlgorithm algorithm)
    {
        var (signer, other) = (NoteSigner.Create("example.com/log", algorithm), NoteSigner.Create("example.com/log", algorithm));
        var text = new Checkpoint("example.com/log", 5, MerkleHash.Empty).Text;
        var note = SignedNote.Parse(new SignedNote(text, [signer.Sign(text)]).ToString()).ShouldNotBeNull();
        note.SignedBy([signer.Key, other.Key], NoteSigning.IsRight).ShouldBe([signer.Key]);
        NoteKey.Parse(signer.Key.ToString()).ShouldNotBeNull().Id.ShouldBe(signer.Key.Id);
        NoteSigning.IsRight(other.Key, Encoding.UTF8.GetBytes(text), note.Signatures[0].Signature).ShouldBeFalse();
        NoteSigner.From("example.com/log", algorithm, signer.Secret).Key.ToString().ShouldBe(signer.Key.ToString());
    }

    [Fact]
    public void Sm3_is_that_of_the_standard() => Convert.ToHexStringLower(NoteSigning.Sm3("abc"u8.ToArray()))
        .ShouldBe("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");

    [Fact]
    public void A_checkpoint_is_read_as_it_is_written()
    {
        var checkpoint = Checkpoint.Parse("example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n").ShouldNotBeNull();
        checkpoint.Size.ShouldBe(20_852_163);
        checkpoint.Text.ShouldBe("example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n");
        Checkpoint.Parse("a\n020\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n").ShouldBeNull();
        Checkpoint.Parse("a\n20\nCsUY\n").ShouldBeNull();
    }

    [Fact]
    public void An_entry_has_the_bytes_that_its_description_gives()
    {
        var entry = LeafEntry.Of(
            42, Guid.Parse("0193aaaa-0000-7000-8000-00000000abcd"), 3, "approval_granted", "2026-11-30T08:15:00Z", 1_796_026_500_123_456,
            Guid.Parse("0193bbbb-0000-7000-8000-00000000abcd"), null, "a\nb%", "{\"a\": 1}"u8, "{}"u8);
        Encoding.UTF8.GetString(entry.Bytes()).ShouldBe(
            "smartcity-event/v1\nsequence 42\nstream 0193aaaa-0000-7000-8000-00000000abcd\nversion 3\ntype approval_granted\n"
            + "occurred 2026-11-30T08:15:00Z\nrecorded 2026-11-30T08:15:00.123456Z\nid 0193bbbb-0000-7000-8000-00000000abcd\n"
            + "correlation -\ncausation a%0Ab%25\n"
            + "headers f9d86028c6e0d64e225186f96acb69338b2c59764df79162107f5c4bb34d1310\n"
            + "body 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n");
        var record = LeafRecord.Of(entry);
        LeafRecord.Read(record.Bytes()).IsSame(record).ShouldBeTrue();
        record.BodyHint.ShouldBe(0x44136fa3u);
    }
}
