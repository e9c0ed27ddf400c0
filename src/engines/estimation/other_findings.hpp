#pragma once
// What the methods that fit no single log-linear model make of a table, in the one form that is printed. Only
// estimate_population uses it.

#include "engines/estimation/estimate_population.hpp"

namespace estimation {

Finding of_graphs(const CaptureTable& table, const EstimateWish& wish);
Finding of_latent_classes(const CaptureTable& table, const EstimateWish& wish);
Finding of_chao(const CaptureTable& table, const EstimateWish& wish);

}  // namespace estimation
