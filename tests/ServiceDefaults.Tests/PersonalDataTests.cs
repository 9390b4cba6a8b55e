using System.Security.Cryptography;
using Efficiency.ServiceDefaults.Tests.Probe;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.ServiceDefaults.Tests;

public sealed class PersonalDataTests(ProbeService probe) : IClassFixture<ProbeService>
{
    private const string Phone = "13812345678";

    private PersonalData Data => probe.App.Services.GetRequiredService<PersonalData>();

    [Fact]
    public async Task What_is_sealed_is_found_by_its_hash_and_read_with_the_persons_key()
    {
        var (person, thing) = await StoreAsync(Data);

        await probe.InDatabaseAsync(async db =>
        {
            var hashes = Data.Hashes("138 1234-5678");
            var found = await db.SealedThings.SingleAsync(row => hashes.Contains(row.PhoneHash) && row.Id == thing);
            (await Data.FindAsync(db, person))!.Unseal(found.Phone).ShouldBe(Phone);
            found.Phone.Text.ShouldStartWith("A256GCM:");
            found.Phone.ToString().ShouldBe("[sealed]");
        });
    }

    [Fact]
    public async Task Once_the_key_is_erased_nothing_can_be_read()
    {
        var (person, _) = await StoreAsync(Data);

        await probe.InDatabaseAsync(db => PersonalData.EraseAsync(db, person));

        (await probe.InDatabaseAsync(db => Data.FindAsync(db, person))).ShouldBeNull();
        (await probe.InDatabaseAsync(db => Data.FindAsync(db, [person]))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rotation_reads_the_old_searches_both_and_rewraps()
    {
        var (person, thing) = await StoreAsync(Data);
        var folder = System.IO.Directory.CreateTempSubdirectory("probe-rotation-").FullName;
        try
        {
            File.Copy(Path.Combine(probe.KeyFolder, Keys.MasterFile), Path.Combine(folder, "master-2025.key"));
            Keys.CreateMissing(folder);
            var both = new PersonalData(Keys.Read(folder));
            var hashes = both.Hashes(Phone);

            hashes.Count.ShouldBe(2);
            await probe.InDatabaseAsync(async db =>
            {
                var row = await db.SealedThings.SingleAsync(row => hashes.Contains(row.PhoneHash) && row.Id == thing);
                (await both.FindAsync(db, person))!.Unseal(row.Phone).ShouldBe(Phone);
            });
            while (await probe.InDatabaseAsync(db => both.RewrapAsync(db, 100)) > 0)
            {
            }

            File.Delete(Path.Combine(folder, "master-2025.key"));
            var newOnly = new PersonalData(Keys.Read(folder));
            await probe.InDatabaseAsync(async db =>
            {
                var row = await db.SealedThings.SingleAsync(row => row.Id == thing);
                (await newOnly.FindAsync(db, person))!.Unseal(row.Phone).ShouldBe(Phone);
            });
            await Should.ThrowAsync<CryptographicException>(() => probe.InDatabaseAsync(db => Data.FindAsync(db, person)));
        }
        finally
        {
            // Back under the first key, for the tests beside this one.
            File.Copy(Path.Combine(probe.KeyFolder, Keys.MasterFile), Path.Combine(folder, "master-1.key"));
            File.Move(Path.Combine(folder, Keys.MasterFile), Path.Combine(folder, "master-2.key"));
            File.Move(Path.Combine(folder, "master-1.key"), Path.Combine(folder, Keys.MasterFile));
            await probe.InDatabaseAsync(db => new PersonalData(Keys.Read(folder)).RewrapAsync(db, 1000));
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task One_persons_data_cannot_be_read_as_anothers()
    {
        var (one, _) = await StoreAsync(Data);
        var (two, _) = await StoreAsync(Data);

        await probe.InDatabaseAsync(async db =>
        {
            var (first, second) = ((await Data.FindAsync(db, one))!, (await Data.FindAsync(db, two))!);
            var box = first.Seal(Phone);
            Should.Throw<CryptographicException>(() => second.Unseal(box));
            Should.Throw<CryptographicException>(() => first.Unseal(new Sealed(box.Text[..^4] + "AAAA")));
            first.Seal(Phone).ShouldNotBe(box); // never the same twice
            first.SealOptional(null).ShouldBeNull();
            first.Unseal((Sealed?)null).ShouldBeNull();
        });
    }

    [Theory]
    [InlineData("13812345678", "138 1234 5678", true)]
    [InlineData("13812345678", "+86 138-1234-5678", true)]
    [InlineData("13812345678", "13812345678", true)] // full width
    [InlineData("33010219900101123x", "33010219900101123X", true)]
    [InlineData("张三", " 张三 ", true)]
    [InlineData("张三", "张三丰", false)]
    [InlineData("13812345678", "13812345679", false)]
    public void The_hash_ignores_how_it_is_written(string one, string other, bool same) =>
        Data.Hash(one).SequenceEqual(Data.Hash(other)).ShouldBe(same);

    [Theory]
    [InlineData("name", "张三丰", "张**")]
    [InlineData("name", "张三", "张**")] // the length is not shown
    [InlineData("name", "𠮷田", "𠮷**")] // outside the basic plane
    [InlineData("name", " ", null)]
    [InlineData("phone", "13812345678", "138****5678")]
    [InlineData("phone", "12345", "****")]
    [InlineData("phone", null, null)]
    [InlineData("identity", "33010219900101123X", "330****3X")]
    public void Masks_show_the_least_that_helps(string kind, string? text, string? masked) => (kind switch
    {
        "name" => Mask.Name(text),
        "phone" => Mask.Phone(text),
        _ => Mask.Identity(text),
    }).ShouldBe(masked);

    [Fact]
    public void Missing_or_broken_keys_are_named()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("probe-broken-").FullName;
        try
        {
            Should.Throw<InvalidOperationException>(() => Keys.Read(null)).Message.ShouldContain("Keys:Folder");
            Should.Throw<InvalidOperationException>(() => Keys.Read(folder)).Message.ShouldContain("master.key");
            File.WriteAllText(Path.Combine(folder, Keys.MasterFile), "short");
            Should.Throw<InvalidOperationException>(() => Keys.Read(folder)).Message.ShouldContain("32 bytes");
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(Guid Person, Guid Thing)> StoreAsync(PersonalData data)
    {
        var (person, thing) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await probe.InDatabaseAsync(async db =>
        {
            var key = data.Create(db, person);
            db.Add(new SealedThing { Id = thing, PersonId = person, Phone = key.Seal(Phone), PhoneHash = data.Hash(Phone) });
            await db.SaveChangesAsync();
        });
        return (person, thing);
    }
}
