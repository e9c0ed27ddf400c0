#include "survey/exchange/data_package.hpp"

#include "base/crypto/sha256.hpp"
#include "base/encoding.hpp"
#include "document/zip_archive.hpp"
#include "survey/exchange/codebook.hpp"
#include "survey/exchange/tables.hpp"

#include <utility>

namespace survey::exchange {
namespace {

std::string readme(const Publication& publication) {
    std::string text = publication.programme + ", " + publication.round->label() + "\n\n";
    if (publication.synthetic) text += "SYNTHETIC: invented answers, of no State.\n\n";
    text +=
        "data/answers.csv      answers of States that may be named, and why there is none\n"
        "data/statistics.csv   counts of States with their bases and worst-case bounds\n"
        "data/sdmx.csv         the same as SDMX-CSV 2.0\n"
        "data/hxl.csv          the same with HXL tags\n"
        "codebook/             questions and answers, as DDI-Codebook 2.5 and JSON\n"
        "snapshot.json         what this was counted from\n"
        "SHA256SUMS            sha256sum --check SHA256SUMS\n\n"
        "Totals hold answers that States gave in confidence; rows of States do not. Licence: " +
        publication.licence + "\n";
    return text;
}

std::string checksums(const std::vector<PackagePart>& parts) {
    std::string text;
    for (const PackagePart& part : parts)
        text += base::to_hex(base::crypto::sha256(base::bytes_of(part.text))) + "  " + part.name + "\n";
    return text;
}

}  // namespace

base::Result<std::vector<PackagePart>> package_parts(const Publication& publication, Audience audience) {
    const auto rows = observations(*publication.round, publication.states, audience);
    if (!rows) return base::fail(rows.error());
    std::vector<PackagePart> parts{{"README.txt", readme(publication)},
                                   {"data/answers.csv", answers_csv(publication, *rows)},
                                   {"data/statistics.csv", statistics_csv(publication, *rows)},
                                   {"data/sdmx.csv", sdmx_csv(publication, *rows)},
                                   {"data/hxl.csv", hxl_csv(publication, *rows)},
                                   {"codebook/codebook.xml", ddi_codebook(publication)},
                                   {"codebook/codebook.json", codebook_json(publication)},
                                   {"snapshot.json", snapshot_json(publication)}};
    std::string sums = checksums(parts);
    parts.push_back({"SHA256SUMS", std::move(sums)});
    return parts;
}

base::Result<base::Bytes> data_package(const Publication& publication, Audience audience) {
    const auto parts = package_parts(publication, audience);
    if (!parts) return base::fail(parts.error());
    std::vector<document::ZipEntry> entries;
    for (const PackagePart& part : *parts) {
        const base::ByteView bytes = base::bytes_of(part.text);
        entries.push_back({part.name, base::Bytes(bytes.begin(), bytes.end())});
    }
    return document::zip_of(entries);
}

}  // namespace survey::exchange
