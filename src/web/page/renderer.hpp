#pragma once
// Pages to HTML: mustache templates of ui/templates, parsed once, escaping by default; the assets' hashed
// names. Thread rule: safe from any thread once made.

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "base/words.hpp"
#include "web/page/page.hpp"

#include <memory>
#include <span>
#include <string>

namespace web::page {

class Renderer {
public:
    // `assets` is what ui/build.mjs made: manifest.json gives the hashed names. Problem: invalid_file naming
    // the template.
    static base::Result<Renderer> load(std::span<const base::EmbeddedFile> templates,
                                       std::span<const base::EmbeddedFile> assets);

    Renderer(Renderer&&) noexcept;
    Renderer& operator=(Renderer&&) noexcept;
    ~Renderer();

    std::string html(const Page& page, const Surroundings& around, const base::Words& words) const;

private:
    struct State;
    explicit Renderer(std::unique_ptr<const State> state);
    std::unique_ptr<const State> state_;
};

}  // namespace web::page
