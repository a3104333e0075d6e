import { packBlocks, unpackBlocks } from "../../binary-layout";
import type { PatchNetwork } from "../../kernels";
import { matrix } from "../../matrix";
import type { ImageProjection } from "./embed-images";

/** What a fitted image-patches encoder knows. */
export interface ImageModel extends ImageProjection {
  readonly network: PatchNetwork;
}

type Header = Omit<PatchNetwork, "filters" | "patchMean">;

export function packImageModel({ network, projection, offset }: ImageModel): Uint8Array {
  const { filters, patchMean, ...header } = network;
  return packBlocks(header, [filters.data, patchMean, projection.data, offset]);
}

export function unpackImageModel(bytes: Uint8Array): ImageModel {
  const { header, blocks } = unpackBlocks<Header>(bytes);
  const [filters, patchMean, projection, offset] = blocks as Float32Array[];
  const filterCount = filters!.length / patchMean!.length;
  const size = { channels: header.channels as 1 | 3, height: header.height, width: header.width };
  return {
    size,
    network: { ...header, filters: matrix(patchMean!.length, filterCount, filters), patchMean: patchMean! },
    projection: matrix(filterCount * header.poolGrid ** 2, offset!.length, projection),
    offset: offset!,
  };
}
